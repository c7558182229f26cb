// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using CiSandbox.OpenBao.Http;

namespace CiSandbox.OpenBao;

/// <summary>
/// What a server keeps on its disk: its keys, and every write that succeeded, made again at the next start. Tokens other than the root's
/// are not kept.
/// </summary>
/// <param name="file">Where.</param>
internal sealed class Journal(string file)
{
    private static readonly string[] Passing = ["sys/init", "sys/unseal", "sys/seal", "sys/rotate/", "sys/storage/", "auth/token/"];

    private readonly Lock _lock = new();
    private string _root = "";

    /// <summary>Makes a new server the one that was kept.</summary>
    public void Restore(OpenBaoState state)
    {
        if (!File.Exists(file))
        {
            return;
        }

        foreach (var line in File.ReadAllLines(file).Select(line => JsonNode.Parse(line)!.AsObject()))
        {
            if (line["keys"] is JsonArray keys)
            {
                _root = (string)line["root"]!;
                state.Seal.Restore(
                    [.. keys.Select(key => Convert.FromHexString(key!.ToString()))], (int)line["threshold"]!, (string)line["cluster"]!);
                _ = state.Tokens.CreateRoot(_root);
            }
            else
            {
                var request = new IncomingRequest(
                    (string)line["path"]!, Convert.FromBase64String((string)line["body"]!), new Dictionary<string, string>(), _root, "");
                _ = state.Answer(request, (string)line["method"]!);
            }
        }

        state.Seal.Close();
    }

    /// <summary>Keeps a request that succeeded, and the keys where it made some.</summary>
    public void Keep(OpenBaoState state, IncomingRequest request, string method, BaoAnswer answer)
    {
        if (method is "GET" or "HEAD" or "LIST")
        {
            return;
        }

        var told = answer.Plain as JsonObject;
        if (told?["root_token"] is { } root)
        {
            _root = root.ToString();
        }

        if (told?["keys"] is not null)
        {
            Add(new JsonObject
            {
                ["keys"] = new JsonArray([.. state.Seal.Keys.Select(key => (JsonNode?)Convert.ToHexStringLower(key))]),
                ["threshold"] = state.Seal.Threshold,
                ["cluster"] = state.Seal.ClusterId,
                ["root"] = _root,
            });
        }
        else if (!Passing.Any(passing => request.Path.StartsWith(passing, StringComparison.Ordinal))
            && !request.Path.EndsWith("/login", StringComparison.Ordinal))
        {
            Add(new JsonObject
            {
                ["method"] = method,
                ["path"] = request.Path,
                ["body"] = Convert.ToBase64String(request.Body),
            });
        }
    }

    private void Add(JsonObject line)
    {
        lock (_lock)
        {
            File.AppendAllText(file, line.ToJsonString() + "\n");
        }
    }
}
