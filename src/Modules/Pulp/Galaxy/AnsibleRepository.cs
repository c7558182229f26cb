using Modules.Pulp.Engine;
using static Modules.Pulp.Engine.Fields;

namespace Modules.Pulp.Galaxy;

internal static class AnsibleRepository
{
    public static readonly Entity Entity = new("ansible_repository", "repositories/ansible/ansible/", "repository", "repositories")
    {
        Noun = "ansible repository",
        Key = [Name],
        Fields = [.. Repository.Common(() => AnsibleRemote.Entity), Flag("private"), Text("gpgkey").Clearable()],
    };
}
