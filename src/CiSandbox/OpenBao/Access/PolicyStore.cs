// SPDX-License-Identifier: GPL-3.0-or-later
using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using CiSandbox.OpenBao.Http;

namespace CiSandbox.OpenBao.Access;

/// <summary>All policies, and the paths below sys/policies/acl and sys/policy.</summary>
internal sealed class PolicyStore
{
    private const string New = "sys/policies/acl";
    private const string Old = "sys/policy";

    private readonly ConcurrentDictionary<string, StoredPolicy> _policies = new();

    public PolicyStore() => _policies["default"] = StoredPolicy.Of(DefaultPolicy.Text, null);

    public bool Exists(string name) => name == "root" || _policies.ContainsKey(name);

    /// <summary>What the policies of a name allow; null where there is none.</summary>
    public PolicyText? Find(string name) => _policies.GetValueOrDefault(name)?.Parsed;

    public BaoAnswer Handle(BaoRequest request)
    {
        var isOld = !request.Path.StartsWith(New, StringComparison.Ordinal);
        var root = isOld ? Old : New;
        var name = request.Path.Length > root.Length ? request.Path[(root.Length + 1)..].Trim().ToLowerInvariant() : "";
        if (name.Length == 0)
        {
            return request.Operation == Operation.List || (isOld && request.Operation == Operation.Read)
                ? List(isOld)
                : throw BaoException.UnsupportedOperation;
        }

        return request.Operation switch
        {
            Operation.Read => Read(name, isOld),
            Operation.Write => Write(name, request.Data, isOld),
            Operation.Delete => Delete(name),
            _ => throw BaoException.UnsupportedOperation,
        };
    }

    private BaoAnswer List(bool isOld)
    {
        var names = _policies.Keys.Append("root").Order(StringComparer.Ordinal).List();
        var told = new JsonObject { ["keys"] = names };
        if (isOld)
        {
            told["policies"] = names.DeepClone();
        }

        return BaoAnswer.Of(told) with { Doubled = isOld };
    }

    private BaoAnswer Read(string name, bool isOld)
    {
        if (name == "root")
        {
            return BaoAnswer.Of(new StoredPolicy("", new PolicyText([])) { Version = 0 }.Shown(name, isOld)) with { Doubled = isOld };
        }

        return _policies.TryGetValue(name, out var found)
            ? BaoAnswer.Of(found.Shown(name, isOld)) with { Doubled = isOld }
            : throw BaoException.Missing;
    }

    private BaoAnswer Write(string name, JsonObject data, bool isOld)
    {
        var text = data.Text("policy") is { Length: > 0 } given ? given : isOld ? data.Text("rules") : null;
        if (text is not { Length: > 0 })
        {
            throw new BaoException(400, "'policy' parameter not supplied or empty");
        }

        if (name == "root")
        {
            throw new BaoException(400, "cannot update \"root\" policy");
        }

        text = Decoded(text);
        var before = _policies.GetValueOrDefault(name);
        if (data["cas"] is not null && data.Number("cas") is { } cas && cas != (before?.Version ?? (cas == 0 ? 0 : -1)))
        {
            throw new BaoException(400, cas == -1
                ? "check-and-set parameter set to -1 on existing entry"
                : $"check-and-set parameter {cas} did not match the current version {before?.Version ?? 0}");
        }

        var stored = StoredPolicy.Of(text, before) with { CasRequired = data.Truth("cas_required") == true };
        if (data.Seconds("ttl") is { } ttl and > 0)
        {
            stored = stored with { Expires = DateTime.UtcNow.AddSeconds(ttl) };
        }

        _policies[name] = stored;
        return data.ContainsKey("rules") && isOld
            ? BaoAnswer.Of(null, "'rules' is deprecated, please use 'policy' instead")
            : BaoAnswer.Nothing;
    }

    private BaoAnswer Delete(string name)
    {
        if (name is "root" or "default")
        {
            throw new BaoException(400, name == "root" ? "cannot delete \"root\" policy" : "cannot delete default policy");
        }

        _ = _policies.TryRemove(name, out _);
        return BaoAnswer.Nothing;
    }

    /// <summary>A text in base64 is taken for what it holds.</summary>
    private static string Decoded(string text)
    {
        var buffer = new byte[text.Length];
        return Convert.TryFromBase64String(text, buffer, out var length) && length > 0 ? Encoding.UTF8.GetString(buffer, 0, length) : text;
    }
}
