using System.Text.Json.Nodes;
using Sandbox.Api.Validation;
using Sandbox.Store;

namespace Sandbox.Api;

/// <summary>What a fresh Pulp has: an administrator and the default access policies.</summary>
internal static class Seeds
{
    public static void Sow(Pulp pulp)
    {
        Administrator(pulp);
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

    /// <summary>The command line rules over what a state file may remember.</summary>
    private static void Administrator(Pulp pulp)
    {
        var type = pulp.Schema.Types["users"];
        var known = pulp.Store.Find(type.Href("1"));
        if (known is not null && known.Text("username") == pulp.Options.Username && Passwords.Fits(pulp.Options.Password, known.Text("password")))
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
