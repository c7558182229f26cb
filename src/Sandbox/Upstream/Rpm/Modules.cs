// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Sandbox.Versions;

namespace Sandbox.Upstream.Rpm;

/// <summary>modules.yaml: modular content. Each document is kept as it is; only its identity is read.</summary>
internal static partial class Modules
{
    public static IEnumerable<ContentUnit> Parse(byte[] yaml) =>
        from document in Separator().Split(Encoding.UTF8.GetString(yaml))
        where Kind().Match(document) is { Success: true }
        select Kind().Match(document).Groups[1].Value switch
        {
            "modulemd" => Module(document),
            "modulemd-defaults" => Plain("rpm.modulemd_defaults", document, "module", Scalar(document, "module")),
            "modulemd-obsoletes" => Plain("rpm.modulemd_obsolete", document, "module_name", Scalar(document, "module")),
            _ => null
        }
        into unit
        where unit is not null
        select unit;

    private static ContentUnit Module(string document)
    {
        string[] identity = [.. ((string[])["name", "stream", "version", "context", "arch"]).Select(key => Scalar(document, key))];
        var fields = new JsonObject
        {
            ["name"] = identity[0],
            ["stream"] = identity[1],
            ["version"] = identity[2],
            ["static_context"] = null,
            ["context"] = identity[3],
            ["arch"] = identity[4],
            ["artifacts"] = new JsonArray([.. Artifact().Matches(document).Select(match => (JsonNode)match.Groups[1].Value)]),
            ["dependencies"] = new JsonArray(),
            ["packages"] = new JsonArray(),
            ["description"] = "",
            ["profiles"] = new JsonObject(),
            ["_snippet"] = "---" + document,
        };
        return new("rpm.modulemd", string.Join(':', identity), fields, []) { RepositoryKey = string.Join(':', identity) };
    }

    private static ContentUnit Plain(string type, string document, string field, string module)
    {
        var bytes = Encoding.UTF8.GetBytes(document);
        var fields = new JsonObject { [field] = module, ["_snippet"] = "---" + document, ["digest"] = Digest.Of(bytes) };
        return new(type, Digest.Of(bytes), fields, []) { RepositoryKey = type == "rpm.modulemd_defaults" ? module : Digest.Of(bytes) };
    }

    private static string Scalar(string document, string key) =>
        Regex.Match(document, $@"^  {key}: *[""']?([^""'\n]*?)[""']? *$", RegexOptions.Multiline).Groups[1].Value;

    [GeneratedRegex(@"^---", RegexOptions.Multiline)]
    private static partial Regex Separator();

    [GeneratedRegex(@"^document: *(\S+)", RegexOptions.Multiline)]
    private static partial Regex Kind();

    [GeneratedRegex(@"^ +- (\S+-\d+:\S+\.\S+)$", RegexOptions.Multiline)]
    private static partial Regex Artifact();
}
