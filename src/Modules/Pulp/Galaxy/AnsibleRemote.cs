// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Converge;
using Modules.Pulp.Entities;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Galaxy;

internal static class AnsibleRemote
{
    public static readonly Argument<string?> ContentType =
        Argument.Choice("content_type", "collection", "role") with { Default = "collection" };

    public static readonly Entity Entity = new("ansible_remote", "remotes/ansible/collection/", "remote", "remotes")
    {
        Noun = "ansible remote",
        Key = [Name],
        Rules = RemoteFields.Rules,
        Fields =
        [
            ..RemoteFields.Common,
            Choice("policy", "immediate"),
            new CollectionsField(),
            Text("auth_url").Clearable(),
            Text("token").Secret().Clearable(),
            Flag("sync_dependencies"),
            Flag("signed_only"),
        ],
        Variant = (ContentType, "role", "remotes/ansible/role/"),
    };
}
