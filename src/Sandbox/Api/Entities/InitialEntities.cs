using System.Text.Json.Nodes;
using Sandbox.Api.Access;
using Sandbox.Api.Validation;
using Sandbox.Entities;
using Sandbox.Instance;

namespace Sandbox.Api.Entities;

/// <summary>What a fresh Pulp has: an administrator and the default access policies.</summary>
internal static class InitialEntities
{
    private static readonly string[] OwnersVerbs = ["view", "change", "delete", "manage_roles"];

    public static void Add(PulpInstance pulp)
    {
        Administrator(pulp);
        Roles(pulp);
        Domain(pulp);
        if (pulp.Store.Under("access_policies/").Any())
        {
            return;
        }

        var created = DateTime.UtcNow;
        foreach (var policy in Schema.Load("access_policies.json"))
        {
            var fields = policy.DeepClone().AsObject();
            fields["customized"] = false;
            created = created.AddTicks(10);
            pulp.Store.Add(new Entity(pulp.Schema.Types["access_policies"], Guid.CreateVersion7().ToString(), created, fields));
        }
    }

    /// <summary>The domain that is always there.</summary>
    private static void Domain(PulpInstance pulp)
    {
        if (pulp.Schema.Types.GetValueOrDefault("domains") is not { } type || pulp.Store.Named("domains", "name", "default").Any())
        {
            return;
        }

        pulp.Store.Add(new Entity(type, pulp.Domain, DateTime.UtcNow, new JsonObject
        {
            ["name"] = "default",
            ["description"] = null,
            ["pulp_labels"] = new JsonObject(),
            ["storage_class"] = "pulpcore.app.models.storage.FileSystem",
            ["storage_settings"] = new JsonObject { ["location"] = "/var/lib/pulp/media" },
            ["redirect_to_object_storage"] = true,
            ["hide_guarded_distributions"] = false,
            ["default_content_guard"] = null,
        }));
    }

    /// <summary>Creator, owner and viewer of each kind of thing, as Pulp's plugins bring them; nobody may change those.</summary>
    private static void Roles(PulpInstance pulp)
    {
        var type = pulp.Schema.Types["roles"];
        if (pulp.Store.Under("roles/").Any())
        {
            return;
        }

        Role(ObjectRoles.Downloader, ["core.download_rbaccontentguard"]);
        string[] manage = ["core.change_task", "core.delete_task", "core.manage_roles_task", "core.view_task"];
        Role(
            "core.task_owner",
            pulp.Release.Has("3.75") ? [.. manage, "core.view_task_profile_artifacts"] : manage,
            "Allow all actions on a task.");
        foreach (var thing in pulp.Schema.Types.Values.Where(thing => thing.Verbs.Contains("create") && thing.Family != "content"))
        {
            var name = thing.Model.ToLowerInvariant();
            Role($"{thing.App}.{name}_creator", [$"{thing.App}.add_{name}"]);
            Role($"{thing.App}.{name}_owner", [.. OwnersVerbs.Select(verb => $"{thing.App}.{verb}_{name}")]);
            Role($"{thing.App}.{name}_viewer", [$"{thing.App}.view_{name}"]);
        }

        void Role(string name, IReadOnlyList<string> permissions, string? description = null) =>
            pulp.Store.Add(new Entity(type, Guid.CreateVersion7().ToString(), DateTime.UtcNow, new JsonObject
        {
            ["name"] = name,
            ["description"] = description,
            ["permissions"] = new JsonArray([.. permissions.Select(permission => (JsonNode?)permission)]),
            ["locked"] = true,
        }));
    }

    /// <summary>The command line rules over what a state file may remember.</summary>
    private static void Administrator(PulpInstance pulp)
    {
        var type = pulp.Schema.Types["users"];
        var known = pulp.Store.Find(type.Href("1"));
        if (known is not null
            && known.Text("username") == pulp.Options.Username
            && Passwords.Fits(pulp.Options.Password, known.Text("password")))
        {
            return;
        }

        pulp.Store.Add(new Entity(type, "1", known?.Created ?? DateTime.UtcNow, new JsonObject
        {
            ["username"] = pulp.Options.Username,
            ["password"] = Passwords.Hash(pulp.Options.Password),
            ["first_name"] = "",
            ["last_name"] = "",
            ["email"] = "",
            ["is_staff"] = true,
            ["is_active"] = true,
        }));
    }
}
