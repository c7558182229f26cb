// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Pulp.Entities;
using Modules.Tests.Infra;

namespace Modules.Tests;

/// <summary>What holds for every module, and for every one of Pulp. A new module gets all of this with no line of test.</summary>
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

    public static TheoryData<string> PulpNames => [.. Pulp.Select(module => module.Name)];

    public static TheoryData<string> Names => [.. Catalog.Modules.Select(module => module.Name)];

    public static TheoryData<string, string> Secrets
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var module in Catalog.Modules)
            {
                foreach (var (path, _) in SecretPlaces.Of(module.Arguments).DistinctBy(each => each.Path))
                {
                    all.Add(module.Name, path);
                }
            }

            return all;
        }
    }

    /// <summary>With the fewest arguments there is no item in their lists, and nothing to ask.</summary>
    private static readonly HashSet<(string Name, string? State)> AsksNothing =
    [
        ("distributions", null), ("publications", null), ("repositories", null), ("release_train_clients", null),
        ("role_assignment", "present"), ("role_assignment", "absent"),
    ];

    /// <summary>What they would do is known without asking, or cannot be known.</summary>
    private static readonly HashSet<string> AsksNothingInCheckMode = ["api_call", "delete_orphans", "purge_tasks", "repair"];

    /// <summary>They tell, or wait, or write into files of the host; or what the server has is as wanted already.</summary>
    private static readonly HashSet<(string Name, string? State)> WritesNothing =
    [
        ("admin_password", null), ("content_download", null), ("distributions", null), ("file_repository_content", null),
        ("promotion_info", null), ("publications", null),
        ("release_train_clients", null), ("repositories", null), ("signing_service_info", null), ("status", null),
        ("wait_for_pulp", null), ("worker_info", null), ("access_policy", "present"), ("artifact", "present"),
        ("container_content", "present"), ("container_content", "read"), ("deb_package", "present"), ("file_content", "present"),
        ("group", "present"), ("role_assignment", "absent"), ("role_assignment", "present"), ("rpm_package", "present"),
        ("task", "canceled"), ("task", "completed"), ("user", "present"),
    ];

    [Theory]
    [MemberData(nameof(States))]
    public async Task Check_mode_changes_nothing(string name, string? state)
    {
        using var server = new AnyServer();
        var answer = await Calling.RunAsync(name, Arguments.For(Find(name), state, server.Address), checkMode: true);

        Assert.Empty(server.Writes);
        var asks = !AsksNothing.Contains((name, state)) && !AsksNothingInCheckMode.Contains(name);
        Assert.True(asks == server.Requests.Count > 0, $"{server.Requests.Count} requests: {answer.ToJsonString()}");
        Assert.DoesNotContain("bug", (string?)answer["msg"] ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(States))]
    public async Task A_missing_right_to_write_is_told(string name, string? state)
    {
        // What shall be there is not there yet, and so is made.
        var own = state == "present" && Find(name) is EntityModule { Entity: { IsGiven: false } entity } ? entity.Path : null;
        using var server = new AnyServer(method => method is not ("GET" or "HEAD"), own);
        var answer = await Calling.RunAsync(name, Arguments.For(Find(name), state, server.Address), checkMode: false);

        // Without a state a module that has one only asks.
        var asks = state is null && Find(name).Arguments.Arguments.Any(argument => argument.Name == "state");
        if (asks || WritesNothing.Contains((name, state)))
        {
            Assert.Empty(server.Writes);
            return;
        }

        Assert.NotEmpty(server.Writes);
        Assert.True((bool?)answer["failed"], answer.ToJsonString());
        Assert.False((bool?)answer["changed"], answer.ToJsonString());
        Assert.Contains("403", (string)answer["msg"]!, StringComparison.Ordinal);
        Assert.Contains("is not authorized", (string)answer["msg"]!, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(States))]
    public async Task A_missing_right_to_read_is_told(string name, string? state)
    {
        using var server = new AnyServer(_ => true);
        var answer = await Calling.RunAsync(name, Arguments.For(Find(name), state, server.Address), checkMode: false);

        if (AsksNothing.Contains((name, state)))
        {
            Assert.Empty(server.Requests);
            return;
        }

        Assert.NotEmpty(server.Requests);
        if (name == "admin_password")
        {
            // Who may not read has logged in all the same, and that is all this module wants to know.
            Assert.Null(answer["failed"]);
            return;
        }

        Assert.True((bool?)answer["failed"], answer.ToJsonString());
        Assert.Contains("403", (string)answer["msg"]!, StringComparison.Ordinal);
    }

    /// <summary>Each option that may hold a secret, by itself: at the top, in dictionaries, in items of lists, among headers.</summary>
    [Theory]
    [MemberData(nameof(Secrets))]
    public async Task A_secret_is_nowhere_in_the_answer(string name, string place)
    {
        const string Secret = "s3cret-Horse/42";
        using var server = new AnyServer();
        var module = Find(name);
        var states = module.Arguments.Arguments.FirstOrDefault(argument => argument.Name == "state")?.Choices ?? [];
        var state = states.Contains("present") ? "present" : states is [var first, ..] ? first : null;
        var arguments = Arguments.For(module, state, server.Address);
        SecretPlaces.Of(module.Arguments).Single(each => each.Path == place).Put(arguments, Secret);

        foreach (var checkMode in Pulp.Contains(module) ? new[] { true, false } : [true])
        {
            var answer = (await Calling.RunAsync(name, arguments, checkMode)).ToJsonString();
            Assert.DoesNotContain(Secret, answer, StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToBase64String("admin:s3cret-Horse/42"u8), answer, StringComparison.Ordinal);
            Assert.DoesNotContain("Unsupported parameters", answer, StringComparison.Ordinal);
        }
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

    /// <summary>What the runtime refuses as a path, a program or a header is told by the option it came in.</summary>
    [Theory]
    [MemberData(nameof(PulpNames))]
    public async Task A_NUL_character_is_no_bug(string name)
    {
        using var server = new AnyServer();
        var module = Find(name);
        var states = module.Arguments.Arguments.FirstOrDefault(argument => argument.Name == "state")?.Choices ?? [];
        foreach (var argument in module.Arguments.Arguments.Where(each => each.Type == ArgumentType.Text && each.Choices.Count == 0))
        {
            var state = states.Contains("present") ? "present" : states is [var first, ..] ? first : null;
            var arguments = Arguments.For(module, state, server.Address);
            arguments[argument.Name] = "a\0b";
            var answer = await Calling.RunAsync(name, arguments, checkMode: true);
            Assert.DoesNotContain("bug", (string?)answer["msg"] ?? "", StringComparison.Ordinal);
        }
    }

    private static IModule Find(string name) => Catalog.Modules.Single(module => module.Name == name);
}
