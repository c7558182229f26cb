// SPDX-License-Identifier: GPL-3.0-or-later
using Docker.DotNet.Models;

namespace Modules.Ci.OpenBao.Server;

/// <summary>What the engine asks the container, and what it is told: a state, and what to do about it.</summary>
internal static class BaoHealth
{
    /// <summary>The image's own client ends with 2 where the server is sealed.</summary>
    private const string Look =
        """
        out=$(bao status -format=json 2>&1)
        case $? in
          0) echo open ;;
          2) case $out in
               *'"initialized": false'*) echo 'Initialise it with openbao_init: it has no keys yet.' ;;
               *) echo 'Unseal it with openbao_unseal: it is sealed, as after each of its starts.' ;;
             esac
             exit 1 ;;
          *) echo "See the container's log: OpenBao does not answer."; exit 1 ;;
        esac
        """;

    public static HealthcheckConfig Check => new()
    {
        Test = ["CMD-SHELL", Look],
        Interval = TimeSpan.FromSeconds(15),
        Timeout = TimeSpan.FromSeconds(10),
        Retries = 2,
    };
}
