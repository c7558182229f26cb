// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Entities;
using Sandbox.Versions;

namespace Sandbox.Tests.Versions;

public sealed class VersionTableTests
{
    private readonly VersionTable _versions = new(new ContentTable());

    [Fact]
    public void The_same_content_makes_no_new_version()
    {
        var repository = Repository();

        Assert.Equal(1, _versions.Create(repository, [Unit("a"), Unit("b")])!.Number);
        Assert.Null(_versions.Create(repository, [Unit("b"), Unit("a")]));
    }

    [Fact]
    public void A_version_knows_what_came_and_what_went()
    {
        var repository = Repository();
        _versions.Create(repository, [Unit("a"), Unit("b")]);

        var second = _versions.Create(repository, [Unit("b"), Unit("c")])!;

        Assert.Equal(["c"], second.Added.Select(unit => unit.Key));
        Assert.Equal(["a"], second.Removed.Select(unit => unit.Key));
    }

    [Fact]
    public void A_newer_unit_pushes_out_the_one_that_held_its_place()
    {
        var repository = Repository();
        _versions.Create(repository, [Unit("old", place: "tag")]);

        var second = _versions.Create(repository, [Unit("new", place: "tag"), Unit("old", place: "tag")])!;

        Assert.Equal(["new"], second.Content.Select(unit => unit.Key));
    }

    [Fact]
    public void Only_so_many_versions_are_retained()
    {
        var repository = Repository(new() { ["retain_repo_versions"] = 2L });

        foreach (var name in (string[])["a", "b", "c"])
        {
            _versions.Create(repository, [Unit(name)]);
        }

        Assert.Equal([2, 3], _versions.Of(repository.Href).Select(version => version.Number));
    }

    [Fact]
    public void Only_so_many_versions_of_a_package_are_retained()
    {
        var repository = Repository(new() { ["retain_package_versions"] = 1L });

        var version = _versions.Create(repository, [Package("bear", "4.9"), Package("bear", "4.10"), Package("lion", "1.0")])!;

        Assert.Equal(["bear 4.10", "lion 1.0"], version.Content.Select(unit => unit.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_version_is_found_by_its_href()
    {
        var repository = Repository();
        var version = _versions.Create(repository, [Unit("a")])!;

        Assert.Same(version, _versions.Find($"{repository.Href}versions/1/"));
        Assert.Null(_versions.Find($"{repository.Href}versions/2/"));
        Assert.Null(_versions.Find("/pulp/api/v3/remotes/rpm/rpm/1/"));
    }

    private Entity Repository(JsonObject? fields = null)
    {
        var repository = new Entity(
            new EntityType("repositories/rpm/rpm", "rpm", "RpmRepository"), Guid.NewGuid().ToString(), DateTime.UtcNow, fields ?? []);
        _versions.Begin(repository);

        return repository;
    }

    private static ContentUnit Unit(string key, string? place = null) => new("file.file", key, [], []) { RepositoryKey = place };

    private static ContentUnit Package(string name, string version) => new(
        "rpm.package",
        $"{name} {version}",
        new JsonObject { ["name"] = name, ["epoch"] = "0", ["version"] = version, ["release"] = "1", ["arch"] = "noarch" },
        []);
}
