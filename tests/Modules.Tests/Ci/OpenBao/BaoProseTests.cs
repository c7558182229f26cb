// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Text.Json.Nodes;
using Modules.Ci.Api;
using Modules.Ci.OpenBao;
using Modules.Tests.Infra;

namespace Modules.Tests.Ci.OpenBao;

/// <summary>What is read out of OpenBao's sentences, each as it stands in a recording of a real server.</summary>
public sealed class BaoProseTests
{
    private static readonly Dictionary<string, Func<Refusal, bool>> Readings = new()
    {
        ["sealed"] = BaoProse.IsSealed,
        ["initialised"] = BaoProse.HasKeys,
        ["right"] = BaoProse.LacksRight,
        ["mount"] = BaoProse.HidesMount,
        ["namespace"] = BaoProse.HasNoNamespace,
        ["engine"] = BaoProse.HasNoEngine,
        ["leader"] = BaoProse.HasNoLeader,
        ["tls"] = BaoProse.WantsTls,
        ["upgrading"] = BaoProse.IsUpgrading,
        ["authority"] = BaoProse.OutlivesAuthority,
        ["no authority"] = BaoProse.HasNoAuthority,
        ["keys"] = BaoProse.CannotFetchKeys,
        ["key before"] = BaoProse.ReadTheKeyBefore,
    };

    [Theory]
    [InlineData("Vault is sealed", "sealed")]
    [InlineData("Vault is already initialized", "initialised")]
    [InlineData("1 error occurred:\n\t* permission denied\n\n", "right")]
    [InlineData("permission denied", "")]
    [InlineData(
        "preflight capability check returned 403, please ensure client's policies grant access to path \"nosuch/x/\"", "mount")]
    [InlineData("namespace not found", "namespace")]
    [InlineData("no handler for route \"nosuch/x\". route entry not found.", "engine")]
    [InlineData("local node not active but active cluster node not found", "leader")]
    [InlineData(
        "Upgrading from non-versioned to versioned data. This backend will be unavailable for a brief period and will resume service shortly.",
        "upgrading")]
    [InlineData(
        "cannot satisfy request, as TTL would result in notAfter of 2099-01-01T00:00:00Z that is beyond the expiration of the CA "
            + "certificate at 2031-11-26T12:39:42Z",
        "authority")]
    [InlineData(
        "1 error occurred:\n\t* could not fetch the CA certificate (was one set?): no default issuer currently configured\n\n", "no authority")]
    [InlineData("error checking jwks URL", "keys")]
    [InlineData("error checking oidc discovery URL", "keys")]
    [InlineData("error parsing given PGP key: openpgp: invalid data: tag byte does not have MSB set", "key before")]
    public void A_sentence_says_one_thing(string sentence, string reading)
    {
        var refusal = new Refusal(
            HttpMethod.Get, new("http://127.0.0.1:8200/v1/x"), HttpStatusCode.BadRequest, new JsonObject { ["errors"] = new JsonArray(sentence) });

        Assert.Equal(reading.Length > 0 ? [reading] : [], Readings.Where(each => each.Value(refusal)).Select(each => each.Key));
    }

    /// <summary>A server with TLS answers a client without it in a plain sentence.</summary>
    [Fact]
    public async Task A_server_with_TLS_is_told_as_such()
    {
        using var other = new ScriptedServer(ScriptedServer.Answer("400 Bad Request", "Client sent an HTTP request to an HTTPS server.\n"));

        var answer = await Calling.RunAsync("openbao_info", new JsonObject { ["url"] = other.Address });

        Assert.StartsWith("Write https:// in url.", (string?)answer["msg"], StringComparison.Ordinal);
    }
}
