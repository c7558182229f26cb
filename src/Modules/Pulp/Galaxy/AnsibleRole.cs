// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Converge;
using Modules.Pulp.Content;
using Modules.Pulp.Entities;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Galaxy;

internal static class AnsibleRole
{
    public static readonly Entity Entity = new("ansible_role", "content/ansible/roles/", "content", "contents")
    {
        Noun = "ansible role",
        Key = [Name, Text("namespace"), Text("version")],
        Fields = [new ReferenceField("sha256", () => NewContent.Artifact) { NeededIfPresent = true }.SentAs("artifact").Also("digest")],
        Immutable = true,
    };
}
