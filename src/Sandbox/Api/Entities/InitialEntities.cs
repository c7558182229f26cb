// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Api.Validation;
using Sandbox.Entities;
using Sandbox.Instance;

namespace Sandbox.Api.Entities;

/// <summary>What a fresh Pulp has: an administrator and the default access policies.</summary>
internal static class InitialEntities
{
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
        foreach (var policy in Schema.Load("access_policies.json").Where(policy => IsKnown(pulp, (string?)policy["viewset_name"])))
        {
            var fields = policy.DeepClone().AsObject();
            fields["customized"] = false;
            created = created.AddTicks(10);
            pulp.Store.Add(new Entity(pulp.Schema.Types["access_policies"], Guid.CreateVersion7().ToString(), created, fields));
        }
    }

    /// <summary>Older servers have none for artifacts, which lets the administrator do everything with them.</summary>
    private static bool IsKnown(PulpInstance pulp, string? view) => view != "artifacts" || pulp.Release.Has("3.49");

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

    /// <summary>The roles that pulpcore and its plugins bring; nobody may change those.</summary>
    private static void Roles(PulpInstance pulp)
    {
        if (pulp.Store.Under("roles/").Any())
        {
            return;
        }

        var created = DateTime.UtcNow;
        foreach (var role in Schema.Load("roles.json"))
        {
            var fields = role.DeepClone().AsObject();
            fields["locked"] = true;
            if ((string?)fields["name"] == "core.task_owner" && !pulp.Release.Has("3.75"))
            {
                var permissions = fields["permissions"]!.AsArray();
                _ = permissions.Remove(permissions.FirstOrDefault(each => (string?)each == "core.view_task_profile_artifacts"));
            }

            created = created.AddTicks(10);
            pulp.Store.Add(new Entity(pulp.Schema.Types["roles"], Guid.CreateVersion7().ToString(), created, fields));
        }
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
