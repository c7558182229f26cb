// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost.Secrets;
using Modules.Tests.Infra;

namespace Modules.Tests;

/// <summary>Messages of ours stay whole, whatever the password is.</summary>
public sealed class OwnWordsTests
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
        var words = all.SelectMany(constant => constant.Split(' ', '\n').Where(word => word != constant).Select(word => (word, constant)))
            .ToLookup(pair => pair.word.Trim('.', ',', ':', ';', '(', ')'), pair => pair.constant);
        Assert.All(words.Where(word => word.Key.Length is >= 4 and <= 64), word =>
        {
            var redactor = new Redactor(all);
            _ = new Secret(word.Key, redactor);
            Assert.All(word.Where(constant => constant.Replace(word.Key, "", StringComparison.Ordinal).Any(char.IsLetter)), constant =>
                Assert.Equal($"«{constant}»", redactor.Clean($"«{constant}»")));
        });
    }
}
