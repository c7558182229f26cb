// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Sandbox.Blobs;
using Sandbox.Content;
using Sandbox.Entities;
using Sandbox.Store;
using Sandbox.Tests.Infra;

namespace Sandbox.Tests.Content;

public sealed class GuardsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly PulpStore _store;

    public GuardsTests() => _store = new(new BlobStore(_folder.In("media")));

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("swordfish", null, "swordfish", true)]
    [InlineData("swordfish", null, "herring", false)]
    [InlineData("42", ".identity.org", """{"identity":{"org":"42"}}""", true)]
    [InlineData("42", ".identity.org", """{"identity":{"org":"43"}}""", false)]
    [InlineData("42", ".identity.org", "no json", false)]
    public void A_header_guard_reads_a_header(string wanted, string? filter, string sent, bool passes)
    {
        var guard = Guard(
            "HeaderContentGuard", new() { ["header_name"] = "X-Identity", ["header_value"] = wanted, ["jq_filter"] = filter });
        var context = new DefaultHttpContext();
        context.Request.Headers["X-Identity"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(sent));

        Assert.Equal(passes, Objection(context, guard) is null);
        Assert.NotNull(Objection(new DefaultHttpContext(), guard));
    }

    [Fact]
    public void A_certificate_guard_wants_a_certificate_of_its_authority()
    {
        using var authority = Certificates.SelfSigned("authority");
        using var stranger = Certificates.SelfSigned("stranger");
        var guard = Guard("X509CertGuard", new() { ["ca_certificate"] = authority.ExportCertificatePem() });

        Assert.Null(Objection(Showing(authority.ExportCertificatePem()), guard));
        Assert.NotNull(Objection(Showing(stranger.ExportCertificatePem()), guard));
        Assert.NotNull(Objection(Showing("garbage"), guard));
        Assert.Contains("X-CLIENT-CERT", Objection(new DefaultHttpContext(), guard), StringComparison.Ordinal);
    }

    [Fact]
    public void One_content_guard_of_a_composite_is_enough()
    {
        var closed = Guard("ContentRedirectContentGuard", []);
        var open = Guard("RBACContentGuard", []);

        Assert.Null(Objection(new DefaultHttpContext(), Composite(closed, open), mayDownload: true));
        Assert.NotNull(Objection(new DefaultHttpContext(), Composite(closed, open), mayDownload: false));
        Assert.Null(Objection(new DefaultHttpContext(), Composite()));
    }

    [Fact]
    public void Without_a_guard_everybody_may_pass() => Assert.Null(Objection(new DefaultHttpContext(), null));

    private Entity Composite(params Entity[] guards) =>
        Guard("CompositeContentGuard", new() { ["guards"] = new JsonArray([.. guards.Select(guard => (JsonNode)guard.Href)]) });

    private Entity Guard(string model, JsonObject fields) => Add($"contentguards/core/{model}", model, fields);

    private Entity Add(string path, string model, JsonObject fields) =>
        _store.Add(new(new EntityType(path, "core", model), Guid.CreateVersion7().ToString(), DateTime.UtcNow, fields));

    private string? Objection(HttpContext context, Entity? guard, bool mayDownload = false) =>
        new Guards(_store, (_, _) => mayDownload)
            .Objection(context, Add("distributions/file/file", "FileDistribution", new() { ["content_guard"] = guard?.Href }));

    private static DefaultHttpContext Showing(string certificate)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers["X-CLIENT-CERT"] = Uri.EscapeDataString(certificate);
        return context;
    }
}
