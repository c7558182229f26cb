// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Pulp.Entities;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Python;

internal static class PythonRepository
{
    public static readonly Entity Entity = new("python_repository", "repositories/python/python/", "repository", "repositories")
    {
        Noun = "python repository",
        Key = [Name],
        Fields =
        [
            .. RepositoryFields.Common(() => PythonRemote.Entity),
            Flag("autopublish"),
            Flag("allow_package_substitution").Since("python", "3.28"),
            Flag("error_on_reject").Since("python", "3.29"),
        ],
    };
}
