// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using System.Text.Json.Nodes;
using ModuleHost;
using ModuleHost.Values;
using Modules.Ci.Api;
using Modules.Ci.OpenBao.Jwt;
using Modules.Cryptography;
using Modules.Files;
using Modules.Http;

namespace Modules.Ci.OpenBao.Pki;

/// <summary>Keeps a certificate of OpenBao's authority in files: issued where it is missing, near its end, or for other names.</summary>
internal sealed class PkiCertificateModule : IModule
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Readable = OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private static readonly Argument<string?> Mount = Argument.Text("mount") with { Default = "pki" };
    private static readonly Argument<string?> Role = Argument.Text("role") with { Required = true };
    private static readonly Argument<string?> CommonName = Argument.Text("common_name") with { Required = true };
    private static readonly Argument<IReadOnlyList<string>?> AltNames = Argument.TextList("alt_names");
    private static readonly Argument<IReadOnlyList<string>?> IpSans = Argument.TextList("ip_sans");
    private static readonly Argument<string?> Ttl = Argument.Text("ttl");
    private static readonly Argument<string?> RenewBefore = Argument.Text("renew_before") with { Default = "30d" };
    private static readonly Argument<string?> Certificate = Argument.Path("certificate_path") with { Required = true };
    private static readonly Argument<string?> Key = Argument.Path("key_path") with { Required = true };
    private static readonly Argument<string?> Authority = Argument.Path("ca_path");
    private static readonly Argument<bool> Chain = Argument.Flag("chain", otherwise: true);
    private static readonly Argument<bool> Force = Argument.Flag("force", otherwise: false);

    public string Name => "openbao_pki_certificate";

    public bool ShowsDifference => true;

    public ArgumentSpec Arguments { get; } = new(
    [
        .. BaoConnection.WithToken, Mount, Role, CommonName, AltNames, IpSans, Ttl, RenewBefore, Certificate, Key, Authority, Chain, Force,
    ]);

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        OpenSsl.Require("A certificate");
        var files = new CertificateFiles(run.Get(Certificate)!, run.Get(Key)!);
        var names = CertificateRules.Names(run, CommonName, AltNames, IpSans);
        var place = BaoPath.Below(BaoPath.Name(Mount, run.Get(Mount)!), "issue", BaoPath.Name(Role, run.Get(Role)!));
        var before = CertificateRules.RenewalOf(run, RenewBefore, Ttl);
        CertificateRules.CheckFiles(run, Certificate, Key, Authority);
        var why = files.WhyRenew(names, before, DateTimeOffset.UtcNow) ?? (run.Get(Force) ? "force was said" : null);
        if (why is null)
        {
            return Result(false, null, CertificateFiles.EndOf(await File.ReadAllTextAsync(files.Certificate, ct)), null);
        }

        using var bao = BaoConnection.Opened(run);
        foreach (var argument in (Argument<string?>[])[Certificate, Key, Authority])
        {
            if (run.Get(argument) is { } path)
            {
                FilePlace.Check(run, argument.Name, path);
            }
        }

        if (run.CheckMode)
        {
            await bao.ProveTokenAsync(place, "update", ct);
            return Result(true, why, null, null);
        }

        var issued = await IssueAsync(run, bao, place, ct);
        _ = run.Secret((string?)issued["private_key"] ?? "");
        Write(run, files, issued);
        var end = CertificateFiles.EndOf((string)issued["certificate"]!);
        if (end - DateTimeOffset.UtcNow <= before)
        {
            _ = run.Warnings.Add(
                $"Lower {RenewBefore.Name}: the certificate was made to end within it already, so each run will make another.");
        }

        return Result(true, why, end, (string?)issued["serial_number"]);
    }

    private static async Task<JsonObject> IssueAsync(Invocation run, OpenBaoApi bao, string place, CancellationToken ct)
    {
        var body = new JsonObject
        {
            ["common_name"] = run.Get(CommonName),
            ["alt_names"] = string.Join(',', run.Get(AltNames) ?? []),
            ["ip_sans"] = string.Join(',', run.Get(IpSans) ?? []),
        };
        if (run.Get(Ttl) is { Length: > 0 } ttl)
        {
            body["ttl"] = Durations.Seconds(Ttl, ttl);
        }

        try
        {
            var answer = await bao.WriteAsync(
                $"issue a certificate for {run.Get(CommonName)}",
                place,
                body,
                ct);
            foreach (var warning in (answer!.Fields["warnings"] as JsonArray ?? []).OfType<JsonNode>())
            {
                _ = run.Warnings.Add($"OpenBao says: {warning}");
            }

            return JsonNodes.Map(answer.Fields, "data") is { } issued && ((string[])["certificate", "private_key", "issuing_ca"])
                .All(part => JsonNodes.Text(issued, part)?.Contains("-----BEGIN ", StringComparison.Ordinal) == true)
                ? issued
                : throw new ModuleException("Check url, and a proxy before it: what came as an answer holds no certificate with its key.");
        }
        catch (ModuleException failure) when (failure.Cause is Refusal refusal && BaoProse.OutlivesAuthority(refusal))
        {
            throw new ModuleException(
                $"Give a shorter ttl, or renew the authority of '{run.Get(Mount)}': the certificate would outlive it. {refusal.Said}",
                failure);
        }
    }

    /// <summary>The key first: a certificate that is there has its key beside it.</summary>
    private static void Write(Invocation run, CertificateFiles files, JsonObject issued)
    {
        var certificate = Lines((string)issued["certificate"]!);
        var chain = (issued["ca_chain"] as JsonArray ?? [issued["issuing_ca"]?.DeepClone()]).Select(each => Lines(each!.ToString()));
        WholeFile.Write(files.Key, Encoding.UTF8.GetBytes(Lines((string)issued["private_key"]!)), OwnerOnly);
        WholeFile.Write(
            files.Certificate, Encoding.UTF8.GetBytes(run.Get(Chain) ? certificate + string.Concat(chain) : certificate), Readable);
        if (run.Get(Authority) is { Length: > 0 } authority)
        {
            WholeFile.Write(authority, Encoding.UTF8.GetBytes(Lines((string)issued["issuing_ca"]!)), Readable);
        }
    }

    private static string Lines(string pem) => pem.TrimEnd('\n') + "\n";

    private static ModuleResult Result(bool changed, string? why, DateTimeOffset? end, string? serial) => new(changed)
    {
        Values = new JsonObject
        {
            ["reason"] = why,
            ["expires"] = end is { } time ? UtcTime.Show(time) : null,
            ["serial_number"] = serial,
        },
        Difference = changed ? new Difference(why, "a certificate for the wanted names") : null,
    };
}
