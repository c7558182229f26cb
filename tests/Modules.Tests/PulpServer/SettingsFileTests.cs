// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.PulpServer;

namespace Modules.Tests.PulpServer;

public sealed class SettingsFileTests
{
    private static readonly Settings Plain = new("http://192.0.2.7:80", []);

    [Fact]
    public void Without_more_it_says_what_kayobes_says() => Assert.Equal(
        """
        CONTENT_ORIGIN = "http://192.0.2.7:80"
        ANSIBLE_API_HOSTNAME = "http://192.0.2.7:80"
        ANSIBLE_CONTENT_HOSTNAME = "http://192.0.2.7:80/pulp/content"
        TOKEN_AUTH_DISABLED = True
        ANALYTICS = False

        """,
        SettingsFile.Render(Plain));

    [Fact]
    public void A_slash_at_the_end_of_the_origin_is_not_doubled() =>
        Assert.Contains(
            "\"https://pulp/pulp/content\"", SettingsFile.Render(Plain with { ContentOrigin = "https://pulp/" }), StringComparison.Ordinal);

    [Fact]
    public void Lists_and_other_settings_follow_by_name() => Assert.EndsWith(
        """
        ALLOWED_CONTENT_CHECKSUMS = ["sha1", "sha256"]
        ALLOWED_EXPORT_PATHS = ["/exports"]
        CACHE_ENABLED = True
        DATABASES = {"default": {"PASSWORD": "a\"b\\c", "PORT": 5432, "OPTIONS": None}}

        """,
        SettingsFile.Render(Plain with
        {
            AllowedContentChecksums = ["sha1", "sha256"],
            AllowedExportPaths = ["/exports"],
            Others = JsonNode.Parse("""{"DATABASES":{"default":{"PASSWORD":"a\"b\\c","PORT":5432,"OPTIONS":null}},"CACHE_ENABLED":true}""")!
                .AsObject(),
        }),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("a\nb", "\"a\\nb\"")]
    [InlineData("tab\t", "\"tab\\x09\"")]
    [InlineData("ü", "\"ü\"")]
    [InlineData("\"; import os #", "\"\\\"; import os #\"")]
    public void A_text_stays_one_text_of_python(string text, string source) => Assert.Equal(source, PythonSource.Of(text));

    [Theory]
    [InlineData("md5,sha1", "without sha256")]
    [InlineData("sha256,sha257", "'sha257'")]
    public void Checksums_that_pulp_does_not_start_with_are_refused(string checksums, string words) =>
        Refused(Plain with { AllowedContentChecksums = checksums.Split(',') }, words);

    [Fact]
    public void A_relative_path_is_refused() => Refused(Plain with { AllowedImportPaths = ["imports"] }, "'imports'");

    [Theory]
    [InlineData("cache_enabled")]
    [InlineData("A = 1\nB")]
    [InlineData("CONTENT_ORIGIN")]
    public void A_setting_that_cannot_be_given_so_is_refused(string name) => Refused(Plain with { Others = new() { [name] = 1 } }, name);

    [Fact]
    public void A_diff_tells_of_other_settings_only_that_they_differ()
    {
        const string Before = "CONTENT_ORIGIN = 'http://a'\nSECRET_KEY = 'one'\nCACHE_ENABLED = True\nDATABASES = {\n  'x': 'two',\n}\n";
        const string After = "CONTENT_ORIGIN = 'http://b'\nSECRET_KEY = 'three'\nCACHE_ENABLED = True\nDATABASES = {\n  'x': 'four',\n}\n";
        Assert.Equal(
            """{"CONTENT_ORIGIN":"'http://b'","SECRET_KEY":"new","CACHE_ENABLED":"same","DATABASES":"new"}""".Replace(
                "'", "\\u0027", StringComparison.Ordinal),
            SettingsFile.Shown(After, Before, "new").ToJsonString());
    }

    private static void Refused(Settings settings, string words) =>
        Assert.Contains(words, Assert.Throws<ModuleException>(() => SettingsFile.Render(settings)).Message, StringComparison.Ordinal);
}
