// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Pulp.Entities;

namespace Modules.Pulp.Python;

internal static class PythonPublication
{
    public static readonly Entity Entity = new("python_publication", "publications/python/pypi/", "publication", "publications")
    {
        Noun = "python publication",
        Key = [new VersionField(() => PythonRepository.Entity)],
        Immutable = true,
    };
}
