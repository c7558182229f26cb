// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Converge;
using Modules.Pulp.Entities;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Galaxy;

internal static class AnsibleRepository
{
    public static readonly Entity Entity = new("ansible_repository", "repositories/ansible/ansible/", "repository", "repositories")
    {
        Noun = "ansible repository",
        Key = [Name],
        Fields = [.. RepositoryFields.Common(() => AnsibleRemote.Entity), Flag("private"), Text("gpgkey").Clearable()],
    };
}
