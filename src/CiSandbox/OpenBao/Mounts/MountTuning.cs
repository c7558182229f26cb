// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using CiSandbox.OpenBao.Http;

namespace CiSandbox.OpenBao.Mounts;

/// <summary>Changes a mount: only what is sent.</summary>
internal static class MountTuning
{
    public static BaoAnswer Apply(Mount mount, JsonObject data, IReadOnlyList<string> lists, Func<Mount, IEngine?> make)
    {
        if (mount.IsBuiltIn && data.ContainsKey("description"))
        {
            throw new BaoException(400, $"cannot tune parameter description of {mount.Path}");
        }

        var (ttl, max) = (Ttl(data, "default_lease_ttl", mount.DefaultTtl), Ttl(data, "max_lease_ttl", mount.MaxTtl));
        if (max > 0 && ttl > max)
        {
            throw new BaoException(400, $"backend max lease TTL of {max} would be less than backend default lease TTL of {ttl}");
        }

        var upgraded = Upgrade(mount, data["options"] as JsonObject, make);
        (mount.DefaultTtl, mount.MaxTtl) = (ttl, max);
        mount.Description = data.ContainsKey("description") ? data.Text("description") ?? "" : mount.Description;
        if (data["listing_visibility"]?.ToString() is { } visibility)
        {
            mount.More["listing_visibility"] = visibility is "" or "hidden" or "unauth"
                ? visibility
                : throw new BaoException(400, $"invalid listing_visibility {visibility}");
        }

        if (data["token_type"]?.ToString() is { Length: > 0 } tokenType)
        {
            mount.TokenType = tokenType;
        }

        foreach (var list in lists.Where(list => data[list] is not null))
        {
            mount.More[list] = data.Texts(list)!.List();
        }

        return upgraded
            ? BaoAnswer.Of(null, "Upgrading mount from version 1 to version 2. This mount will be unavailable for a brief period "
                + "and will resume service shortly.")
            : BaoAnswer.Nothing;
    }

    private static long Ttl(JsonObject data, string name, long otherwise)
    {
        try
        {
            return data[name]?.ToString() switch { null => otherwise, "system" => 0, var text => Durations.Parse(text) };
        }
        catch (FormatException failure)
        {
            throw new BaoException(400, failure.Message);
        }
    }

    private static bool Upgrade(Mount mount, JsonObject? options, Func<Mount, IEngine?> make)
    {
        if (options is null)
        {
            return false;
        }

        var wanted = options["version"]?.ToString();
        if (mount.Type == "kv" && wanted is not null && wanted != mount.Version)
        {
            if (wanted is not ("1" or "2"))
            {
                throw new BaoException(400, $"invalid version provided: {wanted}");
            }

            if (wanted == "1")
            {
                throw new BaoException(400, "cannot downgrade mount from version 2");
            }
        }

        mount.Options ??= [];
        var before = mount.Version;
        foreach (var (name, value) in options)
        {
            mount.Options[name] = value?.ToString() ?? "";
        }

        if (mount.Type != "kv" || mount.Version == before)
        {
            return false;
        }

        mount.Engine = mount.Engine?.Upgrade() ?? make(mount);
        return true;
    }
}
