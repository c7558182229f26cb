// SPDX-License-Identifier: GPL-3.0-or-later
using Tests.Infra;

namespace Modules.Tests;

/// <summary>What the roles around the list modules promise: old names of tasks, and variables that reach every call.</summary>
public sealed class RolesTests
{
    /// <summary>Scripts of operators look for the names of the old roles' tasks, in callbacks and in logs.</summary>
    [Theory]
    [InlineData("Sync container remotes into repositories")]
    [InlineData("Sync DEB remotes into repositories")]
    [InlineData("Sync RPM remotes into repositories")]
    public void A_task_that_does_the_same_keeps_its_name(string name) =>
        Assert.Contains($"- name: {name}\n", Tasks("pulp_repository"), StringComparison.Ordinal);

    [Theory]
    [InlineData("pulp_repository", "repositories", "strict", "preflight")]
    [InlineData("pulp_publication", "publications", "strict")]
    [InlineData("pulp_distribution", "distributions", "strict")]
    public void A_variable_of_the_role_reaches_each_call(string role, string module, params string[] options)
    {
        var calls = Tasks(role).Split($"stackhpc.kayobe_modules.{module}:")[1..];
        Assert.NotEmpty(calls);
        Assert.All(calls, call => Assert.All(options, option =>
            Assert.Contains($"{option}: \"{{{{ {role}_{option} | bool }}}}\"\n", call.Split("- name:")[0], StringComparison.Ordinal)));
    }

    private static string Tasks(string role) =>
        File.ReadAllText(Path.Combine(SourceTree.Root, "collection/roles", role, "tasks/main.yml"));
}
