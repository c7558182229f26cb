// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ModuleHost.Secrets;
using Modules.Tests.Infra;

namespace Modules.Tests;

/// <summary>Messages of ours stay whole, whatever the password is.</summary>
public sealed partial class OwnWordsTests
{
    [Fact]
    public async Task The_users_variables_are_names_too()
    {
        using var server = new AnyFiles(_ => (401, """{"detail":"Invalid username/password."}"""u8.ToArray()));
        var answer = await Calling.RunAsync("rpm_remote", new JsonObject
        {
            ["pulp_url"] = server.Address,
            ["username"] = "admin",
            ["password"] = "password",
            ["name"] = "r",
            ["option_names"] = new JsonObject { ["password"] = "stackhpc_release_pulp_password" },
        }, checkMode: false);
        Assert.Contains("stackhpc_release_pulp_password", (string?)answer["msg"], StringComparison.Ordinal);
    }

    [Fact]
    public void No_word_of_a_message_gives_itself_away()
    {
        IReadOnlyList<string> all = [.. Constants.All, .. ModuleHost.Constants.All];
        all = [.. all.Where(each => !each.Contains('@', StringComparison.Ordinal))]; // of a URL only the password is looked at
        Assert.Contains(all, each => each.Contains("does not support check mode", StringComparison.Ordinal));
        var words = all.SelectMany(text => text.Split('\0', ' ', '\n').Where(word => word != text).Select(word => (word, text)))
            .ToLookup(pair => pair.word.Trim('.', ',', ':', ';', '(', ')'), pair => pair.text);
        Assert.All(words.Where(word => word.Key.Length is >= 4 and <= 64), word =>
        {
            var redactor = new Redactor(all);
            _ = new Secret(word.Key, redactor);
            Assert.All(word.Where(text => HasAnother(text, word.Key)), text =>
            {
                var message = $"«{text.Replace("\0", "42", StringComparison.Ordinal)}»";
                Assert.Equal(message, redactor.Clean(message));
            });
        });
    }

    /// <summary>What modules say is the same with any password that is no word of somebody else's.</summary>
    [Fact]
    public async Task No_word_of_an_answer_gives_itself_away()
    {
        var (tried, starred) = (new HashSet<string>(), new List<string>());
        var host = Words().Matches($"{await File.ReadAllTextAsync(Path.Combine(Binary.RepositoryRoot, "LICENSE"))} {Path.GetTempPath()}");
        foreach (var module in Catalog.Modules.Where(each => each.Arguments.Arguments.Any(argument => argument.Name == "password")))
        {
            foreach (var refuses in (Func<string, bool>[])[_ => false, method => method is not "GET", _ => true])
            {
                using var server = new AnyServer(refuses);
                var states = module.Arguments.Arguments.FirstOrDefault(argument => argument.Name == "state")?.Choices ?? [];
                foreach (var (state, checkMode) in states.DefaultIfEmpty().SelectMany(each => new[] { (each, true), (each, false) }))
                {
                    var arguments = Arguments.For(module, state, server.Address);
                    var answer = Said(await Calling.RunAsync(module.Name, arguments, checkMode));
                    var foreign = Foreign(arguments, server).Concat(host.Select(word => word.Value)).ToHashSet();
                    foreach (var word in Asked(answer).Where(word => !foreign.Contains(word) && tried.Add(word)))
                    {
                        arguments["password"] = word;
                        var again = Said(await Calling.RunAsync(module.Name, arguments, checkMode));
                        if (again.Contains("***", StringComparison.Ordinal)
                            || Times(again, Redactor.Hidden) > Times(answer, Redactor.Hidden))
                        {
                            starred.Add($"{module.Name} {state} {word}: {again}");
                        }
                    }
                }
            }
        }

        Assert.True(starred.Count == 0, string.Join('\n', starred));
        Assert.InRange(tried.Count, 150, int.MaxValue);
    }

    /// <summary>A word of ours is no word of ours where the server says it.</summary>
    [Theory]
    [InlineData("created")]
    [InlineData("changed")]
    [InlineData("failed")]
    [InlineData("request")]
    [InlineData("repository")]
    [InlineData("server")]
    [InlineData("refuses")]
    [InlineData("answered")]
    [InlineData("unchanged")]
    [InlineData("immediately")]
    public async Task What_the_server_says_is_searched(string password)
    {
        foreach (var said in (string[])[$"Given was {password}", password, $"{password}: too short", $"The {password} (given) is common."])
        {
            foreach (var status in (int[])[400, 401, 403, 404, 409, 500])
            {
                var body = new JsonObject { ["detail"] = said };
                using var server = new AnyFiles(_ => (status, System.Text.Encoding.UTF8.GetBytes(body.ToJsonString())));
                var answer = await Calling.RunAsync("rpm_remote", new JsonObject
                {
                    ["pulp_url"] = server.Address, ["username"] = "admin", ["password"] = password, ["name"] = "x",
                });
                Assert.True((bool?)answer["failed"], answer.ToJsonString());
                Assert.DoesNotContain($": {said}", answer["msg"]!.ToString(), StringComparison.Ordinal);
                Assert.DoesNotContain($"\"{said}", answer["msg"]!.ToString(), StringComparison.Ordinal);
            }
        }
    }

    /// <summary>What an object of the server has is the server's, however ours it sounds.</summary>
    [Fact]
    public void A_value_is_ours_where_this_program_wrote_it()
    {
        const string Own = "superseded";
        var redactor = new Redactor([Own]);
        _ = new Secret(Own, redactor);
        var theirs = JsonNode.Parse("""{"description":"superseded","more":"was superseded"}""")!.AsObject();
        Assert.Equal("""{"action":"superseded"}""", redactor.Print(new JsonObject { ["action"] = Own }.DeepClone()));
        Assert.Equal($$"""{"description":"{{Redactor.Hidden}}","more":"was ********"}""", redactor.Print(theirs));
    }

    /// <summary>The words that could give a password away: digests are of files, and what stands for a secret is no word of ours.</summary>
    private static IEnumerable<string> Asked(string answer) => Words().Matches(answer).Select(word => word.Value)
        .Where(word => word != Redactor.Hidden && !Digest().IsMatch(word)).Distinct();

    private static HashSet<string> Foreign(JsonObject arguments, AnyServer server) =>
        [.. Words().Matches(string.Join('\n', [.. Texts(arguments), server.Said])).Select(word => word.Value)];

    /// <summary>All that is said but the arguments.</summary>
    private static string Said(JsonObject answer)
    {
        _ = answer.Remove("invocation");
        return string.Join('\n', Texts(answer));
    }

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(pair => Texts(pair.Value)),
        JsonArray list => list.SelectMany(Texts),
        null => [],
        _ => [node.ToString()],
    };

    private static int Times(string text, string part) => text.Split(part).Length;

    private static bool HasAnother(string text, string word) => text.Split('\0') is var pieces
        && pieces.Any(piece => piece.Contains(word, StringComparison.Ordinal))
        && text.Replace(word, "", StringComparison.Ordinal).Any(char.IsLetter);

    [GeneratedRegex("^[0-9a-f]{16,}$")]
    private static partial Regex Digest();

    [GeneratedRegex(@"\w{4,}")]
    private static partial Regex Words();
}
