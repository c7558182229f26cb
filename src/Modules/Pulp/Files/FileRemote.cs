using Modules.Pulp.Engine;
using static Modules.Pulp.Engine.Fields;

namespace Modules.Pulp.Files;

internal static class FileRemote
{
    public static readonly Entity Entity = new("file_remote", "remotes/file/file/", "remote", "remotes")
    {
        Noun = "file remote",
        Key = [Name],
        Fields = [.. Remote.Common, Remote.Policy],
    };
}
