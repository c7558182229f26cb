using Modules.Pulp.Engine;
using static Modules.Pulp.Engine.Fields;

namespace Modules.Pulp.Files;

internal static class FileRepository
{
    public static readonly Entity Entity = new("file_repository", "repositories/file/file/", "repository", "repositories")
    {
        Noun = "file repository",
        Key = [Name],
        Fields = [.. Repository.Common(() => FileRemote.Entity), Flag("autopublish"), Text("manifest").Clearable()],
    };
}
