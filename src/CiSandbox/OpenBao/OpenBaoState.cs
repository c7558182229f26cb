// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CiSandbox.OpenBao.Access;
using CiSandbox.OpenBao.Http;
using CiSandbox.OpenBao.Mounts;
using CiSandbox.OpenBao.Seal;

namespace CiSandbox.OpenBao;

/// <summary>A server's whole state, and which part of it answers what.</summary>
internal sealed class OpenBaoState : INode
{
    /// <summary>What was open to everybody once.</summary>
    private static readonly string[] Closed = ["sys/rekey/", "sys/generate-root/"];

    private const int MostWrites = 20;

    private readonly Queue<(long Index, string Path)> _writes = new();
    private readonly PolicyStore _policies = new();
    private readonly SealEndpoints _sealing;
    private readonly SystemPaths _system;
    private readonly Rights _rights;

    /// <param name="clusterName">As the configuration would name it.</param>
    /// <param name="refusedWrites">How many writes a new KV 2 engine refuses at first.</param>
    public OpenBaoState(string clusterName, int refusedWrites = 0)
    {
        Tokens = new TokenStore(_policies);
        _rights = new Rights(_policies);
        Engines = new MountTable(isAuth: false, mount => EngineTypes.Secret(mount, refusedWrites));
        Methods = new MountTable(isAuth: true, mount => EngineTypes.Auth(mount, Tokens));
        EngineTypes.AddBuiltIn(Engines, Methods);
        _sealing = new SealEndpoints(Seal, clusterName, () => Tokens.CreateRoot().Id);
        _system = new SystemPaths(this, _policies, _rights);
    }

    public SealState Seal { get; } = new();

    /// <summary>Where it listens, once it does.</summary>
    public Uri Address { get; set; } = new("http://127.0.0.1");

    /// <summary>How much was written: other nodes of its cluster see that later.</summary>
    public long Written { get; private set; }

    /// <summary>What was written last.</summary>
    public IEnumerable<(long Index, string Path)> Writes => _writes;

    public TokenStore Tokens { get; }

    public MountTable Engines { get; }

    public MountTable Methods { get; }

    public BaoAnswer Answer(IncomingRequest incoming, string method)
    {
        if (InEveryState(incoming, method) is { } early)
        {
            return early;
        }

        if (Seal.Sealed)
        {
            return incoming.Path == "sys/seal" && method is "PUT" or "POST" ? BaoAnswer.Nothing
                : throw new BaoException(503, "Vault is sealed");
        }

        return Stored(incoming, method);
    }

    /// <summary>What the storage answers, which every node has.</summary>
    public BaoAnswer Stored(IncomingRequest incoming, string method)
    {
        if (Closed.Any(closed => incoming.Path.StartsWith(closed, StringComparison.Ordinal)))
        {
            throw new BaoException(405, "unsupported operation");
        }

        var operation = OperationOf(incoming, method);
        if (operation == Operation.Patch && !incoming.ContentType.StartsWith("application/merge-patch+json", StringComparison.Ordinal))
        {
            throw new BaoException(
                415, $"PATCH requires Content-Type of application/merge-patch+json, provided {incoming.ContentType}");
        }

        var isWrite = operation is Operation.Write or Operation.Patch;
        if (isWrite && incoming.Path.EndsWith('/'))
        {
            throw new BaoException(400, "cannot write to a path ending in '/'");
        }

        var request = new BaoRequest(
            operation, operation == Operation.List ? incoming.Path.TrimEnd('/') : incoming.Path, isWrite ? DataOf(incoming) : [],
            incoming.Query.Where(pair => pair.Key != "list").ToDictionary(), incoming.Token) { Bytes = incoming.Body };
        return Indexed(incoming.Path, isWrite || operation == Operation.Delete, Route(request));
    }

    /// <summary>With the number of the write, by which others are asked for what came after it.</summary>
    private BaoAnswer Indexed(string path, bool isWrite, BaoAnswer answer)
    {
        if (isWrite)
        {
            _writes.Enqueue((++Written, path.StartsWith("sys/mounts/", StringComparison.Ordinal) ? path["sys/mounts/".Length..] : path));
            if (_writes.Count > MostWrites)
            {
                _ = _writes.Dequeue();
            }
        }

        var index = new JsonObject { ["cluster"] = Seal.ClusterId, ["value"] = Written.ToString(CultureInfo.InvariantCulture) };
        return answer with
        {
            Headers = new Dictionary<string, string>(answer.Headers)
            {
                ["X-Vault-Index"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(index.ToJsonString())),
            },
        };
    }

    private BaoAnswer? InEveryState(IncomingRequest incoming, string method) => (incoming.Path, method) switch
    {
        ("sys/init", "GET") => new BaoAnswer(200) { Plain = new JsonObject { ["initialized"] = Seal.Initialized } },
        ("sys/init", "PUT" or "POST") => new BaoAnswer(200) { Plain = _sealing.Initialize(incoming.Body) },
        ("sys/seal-status", "GET") => new BaoAnswer(200) { Plain = _sealing.Status() },
        ("sys/unseal", "PUT" or "POST") => new BaoAnswer(200) { Plain = _sealing.Unseal(incoming.Body) },
        ("sys/health", "GET" or "HEAD") => _sealing.Health(incoming.Query),
        ("sys/init" or "sys/seal-status" or "sys/unseal" or "sys/health", _) => throw new BaoException(405),
        _ => null,
    };

    private BaoAnswer Route(BaoRequest request)
    {
        var method = request.Path.StartsWith("auth/", StringComparison.Ordinal) ? Methods.Below(request.Path["auth/".Length..]) : null;
        var engine = method is null ? Engines.Below(request.Path) : null;
        var below = method is not null
            ? request.Path[Math.Min(request.Path.Length, "auth/".Length + method.Path.Length)..]
            : engine is not null ? request.Path[Math.Min(request.Path.Length, engine.Path.Length)..] : request.Path;
        if ((method ?? engine)?.Engine is { } open && open.IsOpen(below))
        {
            return open.Handle(request.At(below));
        }

        if (_system.Open(request) is { } answered)
        {
            return answered;
        }

        var token = Tokens.Use(request.Token) ?? throw new BaoException(403, "permission denied");
        if (request.Path.StartsWith("sys/internal/ui/mounts/", StringComparison.Ordinal))
        {
            return _system.UiMount(request, token);
        }

        if (request is { Operation: Operation.Read, Path: "sys/internal/ui/mounts" })
        {
            return _system.UiMounts(token);
        }

        _rights.Require(token, request, (method ?? engine)?.Engine?.Exists(below) != false);
        return request.Path switch
        {
            _ when request.Path.StartsWith("sys/", StringComparison.Ordinal) => _system.Handle(request, token),
            _ when method is { IsBuiltIn: true } => Tokens.Handle(request, token),
            _ when (method ?? engine)?.Engine is { } answering => answering.Handle(request.At(below)),
            _ => throw new BaoException(
                404,
                $"no handler for route \"{request.Path}{(request.Operation == Operation.List ? "/" : "")}\". route entry not found."),
        };
    }

    private static Operation OperationOf(IncomingRequest incoming, string method) => method switch
    {
        "GET" when incoming.Query.TryGetValue("list", out var list) => list switch
        {
            "true" or "1" => Operation.List,
            "false" or "0" or "" => Operation.Read,
            _ => throw new BaoException(400),
        },
        "GET" => Operation.Read,
        "PUT" or "POST" => Operation.Write,
        "PATCH" => Operation.Patch,
        "DELETE" => Operation.Delete,
        "LIST" => Operation.List,
        _ => throw new BaoException(method is "OPTIONS" ? 400 : 405),
    };

    private static JsonObject DataOf(IncomingRequest incoming)
    {
        if (incoming.Path.StartsWith("sys/storage/raft/snapshot", StringComparison.Ordinal))
        {
            return [];
        }

        var isForm = incoming.ContentType.StartsWith("application/x-www-form-urlencoded", StringComparison.Ordinal)
            && incoming.Body is [not (byte)'{', ..];
        return isForm
            ? new JsonObject(Encoding.UTF8.GetString(incoming.Body).Split('&').Select(pair => pair.Split('=', 2)).Select(pair =>
                KeyValuePair.Create(Uri.UnescapeDataString(pair[0]), (JsonNode?)Uri.UnescapeDataString(pair.Length > 1 ? pair[1] : ""))))
            : JsonBody.Parse(incoming.Body);
    }
}
