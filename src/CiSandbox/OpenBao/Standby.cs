// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;
using CiSandbox.OpenBao.Http;
using CiSandbox.OpenBao.Seal;

namespace CiSandbox.OpenBao;

/// <summary>
/// A second node of a cluster: it joins once the first is open, is opened with the same keys some time after the last of them, forwards
/// writes, and answers reads itself, now and then older than the last write.
/// </summary>
/// <param name="leader">The first node.</param>
/// <param name="clusterName">As the configuration would name it.</param>
/// <param name="lag">How many answers it takes until a write that it forwarded is seen here.</param>
internal sealed class Standby(OpenBaoState leader, string clusterName, int lag) : INode
{
    private const int LooksUntilOpen = 2;
    private const int LooksUntilSeen = 2;
    private const int RefusalsUntilAlone = 2;

    private readonly SealState _seal = new();
    private readonly Lock _lock = new();
    private long _seen;
    private int _behind;
    private int _opening;
    private int _refusals;

    private SealEndpoints Sealing => new(_seal, clusterName, () => throw new BaoException(400, "Vault is already initialized"))
    {
        IsStandby = true,
        HasLeader = !leader.Seal.Sealed,
    };

    public BaoAnswer Answer(IncomingRequest incoming, string method)
    {
        lock (_lock)
        {
            Join();
            return InEveryState(incoming, method) ?? Open(incoming, method);
        }
    }

    private void Join()
    {
        if (!_seal.Initialized && leader.Seal is { Initialized: true, Sealed: false })
        {
            _seal.Restore(leader.Seal.Keys, leader.Seal.Threshold, leader.Seal.ClusterId);
            _seal.Close();
        }
    }

    private BaoAnswer? InEveryState(IncomingRequest incoming, string method)
    {
        switch (incoming.Path, method)
        {
            case ("sys/init", "GET"):
                return new(200) { Plain = new JsonObject { ["initialized"] = _seal.Initialized } };
            case ("sys/init", "PUT" or "POST"):
                throw new BaoException(400, _seal.Initialized ? "Vault is already initialized" : "Vault is not initialized");
            case ("sys/unseal", "PUT" or "POST"):
                return Unseal(incoming);
            case ("sys/seal-status", "GET"):
                var status = new BaoAnswer(200) { Plain = Sealing.Status() };
                Look();
                return status;
            case ("sys/health", "GET" or "HEAD"):
                Look();
                return Sealing.Health(incoming.Query);
            default:
                return null;
        }
    }

    private BaoAnswer Unseal(IncomingRequest incoming)
    {
        var wasSealed = _seal.Sealed;
        var told = Sealing.Unseal(incoming.Body);
        if (wasSealed && !_seal.Sealed)
        {
            // The last key: it says so only later.
            _seal.Close();
            _opening = LooksUntilOpen;
            told = Sealing.Status();
        }

        return new(200) { Plain = told };
    }

    private void Look()
    {
        if (_opening > 0 && --_opening == 0)
        {
            _seal.Restore([.. _seal.Keys], _seal.Threshold, _seal.ClusterId);
        }
    }

    private BaoAnswer Open(IncomingRequest incoming, string method)
    {
        if (_seal.Sealed)
        {
            return incoming.Path == "sys/seal" && method is "PUT" or "POST" ? BaoAnswer.Nothing
                : throw new BaoException(503, "Vault is sealed");
        }

        if (leader.Seal.Sealed)
        {
            return WithoutLeader(incoming, method);
        }

        _refusals = 0;
        if (incoming.Path == "sys/seal")
        {
            _ = leader.Tokens.Use(incoming.Token) ?? throw new BaoException(403, "permission denied");
            _seal.Close();
            return BaoAnswer.Nothing;
        }

        var seen = CatchUp();
        if (incoming.Index is { } index && Value(index) > seen)
        {
            return new(429)
            {
                Plain = new JsonObject { ["errors"] = new JsonArray() },
                Headers = new Dictionary<string, string> { ["Retry-After"] = "1" },
            };
        }

        return method is "GET" or "HEAD" or "LIST" ? Read(incoming, method, seen) : Forward(incoming, method);
    }

    /// <summary>Nobody takes writes; reads are answered from what is stored here, once it has given up on the other node.</summary>
    private BaoAnswer WithoutLeader(IncomingRequest incoming, string method)
    {
        if (incoming.Path == "sys/leader")
        {
            return new(200)
            {
                Plain = new JsonObject
                {
                    ["ha_enabled"] = true, ["is_self"] = false, ["raft_committed_index"] = _seen, ["raft_applied_index"] = _seen,
                },
            };
        }

        return ++_refusals > RefusalsUntilAlone && method is ("GET" or "HEAD" or "LIST")
            ? leader.Stored(incoming, method)
            : throw new BaoException(500, "local node not active but active cluster node not found");
    }

    private BaoAnswer Read(IncomingRequest incoming, string method, long seen) =>
        leader.Writes.Any(write => write.Index > seen && incoming.Path.StartsWith(write.Path, StringComparison.Ordinal))
            ? throw new BaoException(404)
            : leader.Answer(incoming, method);

    private BaoAnswer Forward(IncomingRequest incoming, string method)
    {
        if (!incoming.IsForwarded)
        {
            return new(307)
            {
                Raw = [],
                Headers = new Dictionary<string, string> { ["Location"] = $"{leader.Address}v1/{incoming.Path}" },
            };
        }

        var answer = leader.Answer(incoming, method);
        if (lag == 0)
        {
            _seen = leader.Written;
        }

        return answer;
    }

    /// <summary>The newest write that is seen here.</summary>
    private long CatchUp()
    {
        var seen = _seen;
        if (_seen < leader.Written && ++_behind > (lag > 0 ? lag : LooksUntilSeen))
        {
            (_seen, _behind) = (leader.Written, 0);
        }

        return seen;
    }

    /// <summary>The number in an index; one that is none is far ahead.</summary>
    private static long Value(string index)
    {
        try
        {
            return long.Parse(
                JsonNode.Parse(Convert.FromBase64String(index))!["value"]!.ToString(), System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (Exception failure) when (failure is FormatException or JsonException or NullReferenceException or InvalidOperationException)
        {
            return long.MaxValue;
        }
    }
}
