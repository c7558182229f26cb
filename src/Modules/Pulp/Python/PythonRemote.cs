using Modules.Pulp.Entities;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Python;

internal static class PythonRemote
{
    public static readonly Entity Entity = new("python_remote", "remotes/python/python/", "remote", "remotes")
    {
        Noun = "python remote",
        Key = [Name],
        Fields =
        [
            ..RemoteFields.Common,
            RemoteFields.Policy,
            TextList("includes"),
            TextList("excludes"),
            Flag("prereleases"),
            TextList("package_types"),
            TextList("exclude_platforms"),
            Number("keep_latest_packages"),
            Flag("provenance"),
        ],
    };
}
