// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModuleHost.Secrets;
using ModuleHost.Tests.Infra;
using ModuleHost.Validation;

namespace ModuleHost.Tests;

/// <summary>The truth tables behind docs/secrets.md.</summary>
public sealed class RedactorTests
{
    private const string Stars = "********";
    private const string Key = """
        -----BEGIN PRIVATE KEY-----
        MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj
        MzEfYyjiWA4R4/M2bS1GB4t7NXp98C3SC6dVMvDuictGeurT8jNbvJZHtCSuYEvu
        -----END PRIVATE KEY-----
        """;

    [Theory]
    [InlineData("b", "library")]
    [InlineData("b", "a b c")]
    [InlineData("abc", "abc def")]
    [InlineData("123", "port 123")]
    [InlineData("pass", "password passes bypass")]
    [InlineData("pass", "my_pass")]
    [InlineData("secret7", "secret77 asecret7")]
    public void A_short_secret_leaves_longer_words_alone(string secret, string text) => Assert.Equal(text, Knowing(secret).Clean(text));

    [Theory]
    [InlineData("pass", "the pass, then", "the ********, then")]
    [InlineData("pass", "pass", Redactor.Hidden)]
    [InlineData("pass", "http://user:pass@host/", "http://user:********@host/")]
    [InlineData("p@ss", "x p@ss y", "x ******** y")]
    [InlineData("hunter22", "xhunter22y", "x********y")]
    [InlineData("hunter22", "hunter22hunter22", "****************")]
    [InlineData("hunter22", "hunter22 and hunter22", "******** and ********")]
    [InlineData("hunter22", "HUNTER22", "HUNTER22")]
    [InlineData("пароль12", "xпароль12y", "x********y")]
    [InlineData("b", "b", Redactor.Hidden)]
    [InlineData("with\nnewline", "a with\nnewline b", "a ******** b")]
    [InlineData("trailing-newline\n", "a trailing-newline b", "a ******** b")]
    [InlineData("trailing-newline\n", "trailing-newline", Redactor.Hidden)]
    [InlineData("aaaaaaaa", "aaaaaaaaaaaa", "********aaaa")]
    public void A_secret_is_hidden_whole_or_where_it_stands(string secret, string text, string clean) =>
        Assert.Equal(clean, Knowing(secret).Clean(text));

    [Theory]
    [InlineData("https://user:x@host/path", "https://user:********@host/path")]
    [InlineData("see http://user:p@ss:w@host:8080/a, or ftp://u:pw@h", "see http://user:********@host:8080/a, or ftp://u:********@h")]
    [InlineData("socks5h://:only@proxy", "socks5h://:********@proxy")]
    [InlineData("https://user@host/a:b@c", "https://user@host/a:b@c")]
    [InlineData("https://host:8080/~user@example.com", "https://host:8080/~user@example.com")]
    [InlineData("mail user:pw@host", "mail user:pw@host")]
    public void The_password_of_a_URL_is_hidden_although_nobody_said_so(string text, string clean) => Assert.Equal(clean, new Redactor().Clean(text));

    /// <summary>The table operators are shown is true.</summary>
    [Fact]
    public void The_documentation_shows_what_happens()
    {
        var rows = File.ReadLines(Path.Combine(Repository.Root, "docs", "secrets.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('`')).ToList();
        Assert.Equal(6, rows.Count);
        Assert.All(rows, row => Assert.Equal(row[5], Knowing(row[1]).Clean(row[3])));
    }

    [Fact]
    public void The_longer_of_two_secrets_is_hidden_first() =>
        Assert.Equal("a ******** b", Knowing("hunter2hunter2", "hunter2hunter2andmore").Clean("a hunter2hunter2andmore b"));

    [Fact]
    public void A_secret_that_is_learned_late_is_hidden_too()
    {
        var redactor = Knowing("hunter2hunter2");
        _ = redactor.Clean("something");
        redactor.Add("correct-horse");
        Assert.Equal("x ********", redactor.Clean("x correct-horse"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\n")]
    public void Nothing_is_no_secret(string? secret) => Assert.Equal("a b\n c", Knowing(secret).Clean("a b\n c"));

    public static TheoryData<string, string> Forms => new()
    {
        { "base64", Convert.ToBase64String("p&ss wörd/+1\"'"u8) },
        { "percent-encoded", Uri.EscapeDataString("p&ss wörd/+1\"'") },
        { "percent-encoded in lower case", "p%26ss%20w%c3%b6rd%2f%2b1%22%27" },
        { "form-encoded", WebUtility.UrlEncode("p&ss wörd/+1\"'") },
        { "HTML", WebUtility.HtmlEncode("p&ss wörd/+1\"'") },
        { "JSON", "p&ss wörd/+1\\\"'" },
        { "JSON in ASCII", JsonEncodedText.Encode("p&ss wörd/+1\"'").Value },
        { "JSON as Python writes it", "p&ss w\\u00f6rd/+1\\\"'" },
        { "plain", "p&ss wörd/+1\"'" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void The_forms_a_secret_travels_in_are_hidden(string form, string text)
    {
        var clean = Knowing("p&ss wörd/+1\"'").Clean($"in {text}, so");
        Assert.Contains(Stars, clean, StringComparison.Ordinal);
        Assert.False(clean.Contains("rd", StringComparison.Ordinal), $"{form}: {clean}");
    }

    [Theory]
    [InlineData("admin", "hunter2hunter2", "")]
    [InlineData("adm", "hunter2hunter2", "")]
    [InlineData("ad", "hunter2hunter2", " and more")]
    [InlineData("a", "hunter22", "")]
    [InlineData("operator", "pässwörd", "x")]
    [InlineData("operators", "????>>>>", "x")]
    public void A_password_is_hidden_in_the_base64_of_user_and_password(string user, string password, string more)
    {
        var bytes = Encoding.UTF8.GetBytes($"{user}:{password}{more}");
        foreach (var encoded in (string[])[Convert.ToBase64String(bytes), Convert.ToBase64String(bytes).Replace('+', '-').Replace('/', '_')])
        {
            var clean = Knowing(password).Clean("Authorization: Basic " + encoded);
            Assert.Contains(Stars, clean, StringComparison.Ordinal);
            var left = string.Concat(clean.Split(' ')[2].Split(Stars));
            Assert.True(left.Length <= encoded.Length - (password.Length * 8 / 6) + 2, clean);
        }
    }

    [Fact]
    public void A_key_is_hidden_whole_by_the_line_and_as_one_line()
    {
        var lines = Key.Split('\n');
        var redactor = Knowing(Key + "\n");
        Assert.Equal(Redactor.Hidden, redactor.Clean(Key + "\n"));
        Assert.Equal(Redactor.Hidden, redactor.Clean(Key));
        Assert.Equal("bad line: ********", redactor.Clean("bad line: " + lines[2]));
        Assert.Equal("bad body: ********", redactor.Clean("bad body: " + lines[1] + lines[2]));
        Assert.Equal("""{"key": "********"}""", redactor.Clean($$"""{"key": "{{Key.Replace("\n", "\\n", StringComparison.Ordinal)}}"}"""));
        Assert.Equal("no -----BEGIN PRIVATE KEY----- in it", redactor.Clean("no -----BEGIN PRIVATE KEY----- in it"));
    }

    [Theory]
    [InlineData("12345678", "12345678", "\"VALUE_SPECIFIED_IN_NO_LOG_PARAMETER\"")]
    [InlineData("1234", "1234", "\"VALUE_SPECIFIED_IN_NO_LOG_PARAMETER\"")]
    [InlineData("1234", "12345", "12345")]
    [InlineData("1", "1", "1")]
    [InlineData("0", "0", "0")]
    [InlineData("true", "true", "true")]
    [InlineData("null", "null", "null")]
    public void A_number_is_hidden_when_it_is_a_secret_long_enough(string secret, string json, string clean) =>
        Assert.Equal(clean, Knowing(secret).Print(JsonNode.Parse(json)));

    [Fact]
    public void Values_are_hidden_at_any_depth_and_keys_stay()
    {
        var clean = Knowing("hunter2hunter2").Print(JsonNode.Parse(
            """{"hunter2hunter2": [{"a": "hunter2hunter2", "b": ["x hunter2hunter2"], "c": null, "d": 1.50, "e": true}]}"""));
        Assert.Equal(
            """{"hunter2hunter2":[{"a":"VALUE_SPECIFIED_IN_NO_LOG_PARAMETER","b":["x ********"],"c":null,"d":1.50,"e":true}]}""",
            clean);
    }

    [Fact]
    public void A_value_that_is_no_JSON_yet_is_cleaned_as_it_will_be_printed()
    {
        var moment = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        Assert.Equal("\"2026-01-02T03:04:05Z\"", Knowing("hunter2hunter2").Print(JsonValue.Create(moment)));
        Assert.Equal($"\"{Redactor.Hidden}\"", Knowing("2026-01-02T03:04:05Z").Print(JsonValue.Create(moment)));
    }

    [Theory]
    [InlineData("password", "the password is wrong", "the password is wrong")]
    [InlineData("password", "password", "password")]
    [InlineData("password", "xpassword1", "x********1")]
    [InlineData("immediate", "immediate", "immediate")]
    [InlineData("immediate", "policy: immediate.", "policy: immediate.")]
    public void The_names_of_arguments_and_their_choices_are_words_not_secrets(string secret, string text, string clean)
    {
        var redactor = new Redactor();
        redactor.Learn(new([Password, Argument.Choice("policy", "immediate")]), new() { ["password"] = secret });
        Assert.Equal(clean, redactor.Clean(text));
    }

    [Theory]
    [InlineData("password", "in kayobe-config stackhpc_release_pulp_password.", "in kayobe-config stackhpc_release_pulp_password.")]
    [InlineData("expired", "the login of a has expired: expired", "the login of a has expired: ********")]
    [InlineData("expired", "a says that it is expired", "a says that it is ********")]
    [InlineData("be", "nothing will be done", "nothing will be done")]
    [InlineData("kayobe-config", "kayobe-configs", "********s")]
    public void What_our_messages_are_made_of_is_never_hidden(string secret, string text, string clean)
    {
        var redactor = new Redactor(["in kayobe-config stackhpc_release_pulp_password", "has expired:", "nothing will be done"]);
        redactor.Add(secret);
        Assert.Equal(clean, redactor.Clean(text));
    }

    [Theory]
    [InlineData(16, 1, 20_000)]
    [InlineData(1, 64, 80_000)] // one letter again and again costs a part of the secret at each place: much, and no more with its length
    [InlineData(2, 3000, 20_000)]
    public void What_searching_costs_grows_as_the_secret_and_the_text_do(int letters, int line, int length)
    {
        var (once, twice) = (Looks(letters, line, length), Looks(letters, line, 2 * length));
        Assert.InRange((double)twice / once, 1, 3); // twice the work of another order would be four
    }

    [Fact]
    public void A_long_secret_is_hidden_whole_and_what_a_text_has_of_it_is()
    {
        var secret = Random(16, 0, 10_000);
        var redactor = Knowing(secret);
        Assert.Equal("a ******** b", redactor.Clean($"a {secret} b"));
        Assert.Equal(Redactor.Hidden, redactor.Clean(secret));
        Assert.DoesNotContain(secret[5000..5100], redactor.Clean($"a {secret[..6000]}"), StringComparison.Ordinal);
        Assert.Equal("Basic ********", redactor.Clean("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(secret))));
        Assert.Matches(@"^Basic .{5,8}\*{8}.{0,8}$", redactor.Clean("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("user:" + secret))));
    }

    /// <summary>A whole file as a secret: what is kept of it in memory is a few times its size, and it is hidden to its end.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    public void Of_a_huge_secret_not_all_forms_are_kept(int line)
    {
        const int Length = 8_000_000;
        var secret = Random(16, line, Length);
        var redactor = Knowing(secret);
        Assert.Equal("a ******** b", redactor.Clean($"a {secret[(SecretParts.Letters * 7000)..]} b"));
        Assert.InRange(redactor.Index.Letters, Length, Length + (40L * SecretForms.LettersInAllForms));
        Assert.Equal(
            "Basic ********", redactor.Clean("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(secret[..SecretParts.Letters]))));
    }

    /// <summary>Far behind what is kept in all forms: a line alone, as a linter shows it, and base64 of whatever holds one.</summary>
    [Theory]
    [InlineData(64)]
    [InlineData(5000)]
    public void Lines_and_base64_of_a_huge_secret_are_hidden_to_its_end(int line)
    {
        var secret = Random(16, line, 2 * SecretForms.LettersInAllForms);
        var last = secret.TrimEnd('\n').Split('\n')[^2];
        var redactor = Knowing(secret);
        Assert.Equal("line 9: ********", redactor.Clean($"line 9: {last}"));
        foreach (var before in (string[])["", "u", "us", "user:"])
        {
            Assert.Equal("Basic ********", redactor.Clean("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(before + secret))));
            Assert.Equal(
                "Basic ********, so", redactor.Clean($"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{before}{last} and more"))}, so"));
        }

        const string Other = "/pulp/api/v3/repositories/rpm/rpm/01900000-0000-7000-8000-000000000000/";
        Assert.Equal(Other, redactor.Clean(Other));
    }

    [Fact]
    public void What_searching_a_huge_secret_costs_grows_as_it_does()
    {
        const int Length = SecretForms.LettersInAllForms + 1;
        Assert.InRange((double)Looks(16, 64, 2 * Length) / Looks(16, 64, Length), 1, 3);
    }

    [Fact]
    public void Secrets_that_overlap_are_hidden_both() =>
        Assert.Equal("a ******** b", Knowing("user:hunter2", "hunter2hunter2").Clean("a user:hunter2hunter2 b"));

    /// <summary>The work it takes to hide a secret in a text that holds it, and much that is like it.</summary>
    private static long Looks(int letters, int line, int length)
    {
        var secret = Random(letters, line, length);
        var redactor = Knowing(secret);
        Assert.DoesNotContain(secret[^1000..], redactor.Clean($"{secret[1..]} {secret} {secret[..^1]}"), StringComparison.Ordinal);
        return redactor.Index.Looks + redactor.Index.Letters;
    }

    private static string Random(int letters, int line, int length)
    {
        // Numbers that are the same in each run, and without a pattern: those of a linear congruential generator.
        var state = 1u;
        return new([.. Enumerable.Range(0, length).Select(at => line > 1 && at % line == line - 1 ? '\n' : (char)('a' + Next()))]);

        int Next()
        {
            state = unchecked((state * 1664525) + 1013904223);
            return (int)((state >> 16) % (uint)letters);
        }
    }

    [Theory]
    [InlineData("\"hunter2hunter2\"")]
    [InlineData("[\"other\", \"hunter2hunter2\"]")]
    [InlineData("{\"a\": {\"b\": [\"hunter2hunter2\"]}}")]
    public void Every_text_in_a_secret_argument_is_a_secret(string json)
    {
        var redactor = new Redactor();
        redactor.Learn(new([Password]), new() { ["password"] = JsonNode.Parse(json) });
        Assert.Equal("x ********", redactor.Clean("x hunter2hunter2"));
    }

    [Fact]
    public void A_number_in_a_secret_argument_is_a_secret_and_a_flag_is_not()
    {
        var redactor = new Redactor();
        redactor.Learn(new([Password]), new() { ["password"] = new JsonArray(12345678, true) });
        Assert.Equal("********9 True", redactor.Clean("123456789 True"));
    }

    [Fact]
    public void A_default_and_the_parts_of_a_list_are_secrets()
    {
        var redactor = new Redactor();
        var pins = Argument.TextList("pins") with { Secrecy = Secrecy.Secret };
        Assert.Null(new ArgumentValidator(redactor).Refuse("x", new([Password with { Default = "changeme-by-default" }, pins]), new() { ["pins"] = "hunter2hunter2,correct-horse" }));
        Assert.Equal("******** ******** ********", redactor.Clean("changeme-by-default hunter2hunter2 correct-horse"));
    }

    [Fact]
    public void A_named_secret_is_hidden_as_an_argument_only()
    {
        var redactor = new Redactor();
        ArgumentSpec spec = new([Argument.Text("username") with { Secrecy = Secrecy.Named }]);
        JsonObject values = new() { ["username"] = "stackhpc" };
        redactor.Learn(spec, values);
        Assert.Equal($$"""{"username":"{{Redactor.Hidden}}"}""", RedactedJson.Text(writer => redactor.Write(writer, spec, values)));
        Assert.Equal("stackhpc/rocky", redactor.Clean("stackhpc/rocky"));
    }

    [Theory]
    [InlineData("""{"password":"b","name":"library"}""", """{"password":"*","name":"library"}""")]
    [InlineData("""{"password":null}""", """{"password":null}""")]
    [InlineData("""{"password":""}""", """{"password":""}""")]
    [InlineData("""{"password":"None"}""", """{"password":"*"}""")]
    [InlineData("""{"password":5}""", """{"password":"*"}""")]
    [InlineData("""{"password":{"a":"b"}}""", """{"password":"*"}""")]
    [InlineData("""{"secret":"b"}""", """{"secret":"*"}""")]
    [InlineData("""{"unknown":"b","unset":null}""", """{"unknown":"*","unset":null}""")]
    [InlineData("""{"auth":{"password":"b","name":"c"}}""", """{"auth":{"password":"*","name":"c"}}""")]
    [InlineData("""{"auth":"password=b x"}""", """{"auth":"*"}""")]
    [InlineData("""{"all":[{"password":"b"},{"name":"c"},"password=b"]}""", """{"all":[{"password":"*"},{"name":"c"},"*"]}""")]
    public void Arguments_are_hidden_by_name_whatever_their_value(string arguments, string shown)
    {
        ArgumentSpec inner = new([Password, Argument.Text("name")]);
        ArgumentSpec spec = new([Password with { Aliases = ["secret"] }, Argument.Text("name"), Argument.Mapping("auth", inner), Argument.MappingList("all", inner)]);
        Assert.Equal(
            shown.Replace("*", Redactor.Hidden, StringComparison.Ordinal),
            RedactedJson.Text(writer => new Redactor().Write(writer, spec, JsonNode.Parse(arguments)!.AsObject())));
    }

    private static Argument<string?> Password => Argument.Text("password") with { Secrecy = Secrecy.Secret };

    private static Redactor Knowing(params string?[] secrets)
    {
        var redactor = new Redactor();
        Array.ForEach(secrets, redactor.Add);
        return redactor;
    }
}
