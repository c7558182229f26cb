# SPDX-License-Identifier: GPL-3.0-or-later
"""A callback that notes when each item of a loop ended; called by itself, the median and the slowest after the first, in milliseconds."""
import os
import statistics
import sys
import time

if __name__ == '__main__':
    with open(sys.argv[1]) as file:
        ends = [float(line) for line in file]
    took = [(after - before) * 1000 for before, after in zip(ends, ends[1:])]
    print(f'{statistics.median(took):.1f} {max(took):.1f}')
else:
    from ansible.plugins.callback import CallbackBase

    DOCUMENTATION = 'name: item_times\ntype: aggregate\nshort_description: when items ended\ndescription: for bench/in-place.sh\n'

    class CallbackModule(CallbackBase):
        CALLBACK_VERSION, CALLBACK_TYPE, CALLBACK_NAME = 2.0, 'aggregate', 'item_times'

        def v2_runner_item_on_ok(self, result):
            with open(os.environ['TIMES'], 'a') as file:
                file.write(f'{time.monotonic()}\n')
