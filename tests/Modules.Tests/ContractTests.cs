using ModuleHost;
using Modules.Tests.Infra;

namespace Modules.Tests;

/// <summary>What holds for every Pulp module in the catalog. A new module gets all of this with no line of test.</summary>
public sealed class ContractTests
{
    private static readonly IReadOnlyList<IModule> Pulp =
        [.. Catalog.Modules.Where(module => module.Arguments.Arguments.Any(argument => argument.Name == "pulp_url"))];

    public static TheoryData<string, string?> States
    {
        get
        {
            var all = new TheoryData<string, string?>();
            foreach (var module in Pulp)
            {
                all.Add(module.Name, null);
                foreach (var state in module.Arguments.Arguments.FirstOrDefault(argument => argument.Name == "state")?.Choices ?? [])
                {
                    all.Add(module.Name, state);
                }
            }

            return all;
        }
    }

    public static TheoryData<string> Names => [.. Pulp.Select(module => module.Name)];

    [Theory]
    [MemberData(nameof(States))]
    public async Task Check_mode_changes_nothing(string name, string? state)
    {
        using var server = new AnyServer();
        var answer = await Calling.RunAsync(name, Arguments.For(Find(name), state, server.Address), checkMode: true);

        Assert.Empty(server.Writes);
        Assert.True(server.Requests.Count > 0 || answer["failed"] is null, $"never got to a request: {answer["msg"]}");
        Assert.DoesNotContain("bug", (string?)answer["msg"] ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(States))]
    public async Task A_missing_right_to_write_is_told(string name, string? state)
    {
        using var server = new AnyServer(method => method is not ("GET" or "HEAD"));
        var answer = await Calling.RunAsync(name, Arguments.For(Find(name), state, server.Address), checkMode: false);

        if (server.Writes.Any())
        {
            Assert.True((bool?)answer["failed"], answer.ToJsonString());
            Assert.False((bool?)answer["changed"], answer.ToJsonString());
            Assert.Contains("403", (string)answer["msg"]!, StringComparison.Ordinal);
            Assert.Contains("is not authorized", (string)answer["msg"]!, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(States))]
    public async Task A_missing_right_to_read_is_told(string name, string? state)
    {
        using var server = new AnyServer(_ => true);
        var answer = await Calling.RunAsync(name, Arguments.For(Find(name), state, server.Address), checkMode: false);

        // Who may not read has logged in all the same, and that is all this module wants to know.
        if (server.Requests.Count > 0 && name != "admin_password")
        {
            Assert.True((bool?)answer["failed"], answer.ToJsonString());
            Assert.Contains("403", (string)answer["msg"]!, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(States))]
    public async Task A_secret_is_nowhere_in_the_answer(string name, string? state)
    {
        const string Secret = "s3cret-Horse/42";
        using var server = new AnyServer();
        var arguments = Arguments.For(Find(name), state, server.Address);
        foreach (var argument in Find(name).Arguments.Arguments
            .Where(argument => argument is { Secrecy: Secrecy.Secret, Type: ArgumentType.Text }))
        {
            arguments[argument.Name] = Secret;
        }

        var answer = (await Calling.RunAsync(name, arguments, checkMode: false)).ToJsonString();

        Assert.DoesNotContain(Secret, answer, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String("admin:s3cret-Horse/42"u8), answer, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_unknown_argument_is_refused_by_name(string name)
    {
        using var server = new AnyServer();
        var arguments = Arguments.For(Find(name), null, server.Address);
        arguments["nonsense"] = 1;
        var refused = (string)(await Calling.RunAsync(name, arguments, checkMode: false))["msg"]!;
        Assert.True(refused.StartsWith($"Unsupported parameters for ({name}) module: nonsense.", StringComparison.Ordinal), refused);
        Assert.Empty(server.Requests);
    }

    private static IModule Find(string name) => Catalog.Modules.Single(module => module.Name == name);
}
