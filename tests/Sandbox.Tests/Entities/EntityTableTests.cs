// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Entities;

namespace Sandbox.Tests.Entities;

public sealed class EntityTableTests
{
    private static readonly EntityType Repositories = new("repositories/rpm/rpm", "rpm", "RpmRepository");
    private static readonly EntityType Distributions = new("distributions/rpm/rpm", "rpm", "RpmDistribution");

    private readonly EntityTable _table = new();

    [Fact]
    public void A_renamed_one_is_found_by_its_new_name_alone()
    {
        var entity = Add(Repositories, new() { ["name"] = "before", ["remote"] = null });

        entity.Update(new JsonObject { ["name"] = "after" }, DateTime.UtcNow);

        Assert.Empty(_table.Find(new EntityKey("repositories", "name", "before")));
        Assert.Equal([entity], _table.Find(new EntityKey("repositories", "name", "after")));
    }

    [Fact]
    public void A_removed_one_is_found_nowhere_even_when_it_is_changed_later()
    {
        var entity = Add(
            Distributions, new() { ["name"] = "gone", ["base_path"] = "a/b", ["repository"] = "/pulp/api/v3/repositories/rpm/rpm/1/" });

        _table.Remove(entity);
        entity.Update(new JsonObject { ["name"] = "late" }, DateTime.UtcNow);

        Assert.Null(_table.Find(entity.Href));
        Assert.Empty(_table.Under(""));
        Assert.Empty(
            Keys("gone", "late", "a/b")
                .Append(EntityKey.Below("a"))
                .Append(EntityKey.Referring("/pulp/api/v3/repositories/rpm/rpm/1/"))
                .SelectMany(_table.Find));
    }

    [Fact]
    public void One_of_the_same_href_takes_the_place_of_the_former()
    {
        Add(Repositories, new() { ["name"] = "former" }, "1");
        var later = Add(Repositories, new() { ["name"] = "later" }, "1");

        Assert.Equal([later], _table.Under("repositories/"));
        Assert.Equal([later], Keys("former", "later").SelectMany(_table.Find));
    }

    [Theory]
    [InlineData("", "1,2,3")]
    [InlineData("repositories/", "1,3")]
    [InlineData("repositories/rpm/rpm/", "1")]
    [InlineData("repositories/rpm/rpm", "1,3")]
    [InlineData("remotes/", "")]
    public void A_path_covers_what_lies_under_it_in_order_of_creation(string path, string ids)
    {
        Add(Repositories with { Path = "repositories/rpm/rpm-other" }, [], "3", age: 1);
        Add(Distributions, [], "2", age: 2);
        Add(Repositories, [], "1", age: 3);

        Assert.Equal(ids, string.Join(',', _table.Under(path).Select(entity => entity.Id)));
    }

    [Fact]
    public void A_base_path_lies_below_each_of_its_parents_but_not_below_itself()
    {
        var entity = Add(Distributions, new() { ["base_path"] = "a/b/c" });

        Assert.Equal([entity], _table.Find(EntityKey.Below("a")));
        Assert.Equal([entity], _table.Find(EntityKey.Below("a/b")));
        Assert.Empty(_table.Find(EntityKey.Below("a/b/c")));
        Assert.Empty(_table.Find(EntityKey.Below("a/")));
    }

    [Fact]
    public void Who_refers_to_a_version_refers_to_its_repository()
    {
        var one = Add(Distributions, new() { ["repository_version"] = "/pulp/api/v3/repositories/rpm/rpm/1/versions/2/" });
        var many = Add(
            Distributions,
            new() { ["repositories"] = new JsonArray("/pulp/api/v3/repositories/rpm/rpm/1/", "/pulp/api/v3/repositories/rpm/rpm/2/") });

        Assert.Equal([one, many], _table.Find(EntityKey.Referring("/pulp/api/v3/repositories/rpm/rpm/1/")));
        Assert.Equal([one], _table.Find(EntityKey.Referring("/pulp/api/v3/repositories/rpm/rpm/1/versions/2/")));
        Assert.Equal([many], _table.Find(EntityKey.Referring("/pulp/api/v3/repositories/rpm/rpm/2/")));
    }

    [Fact]
    public async Task Changes_from_many_sides_leave_each_where_it_belongs()
    {
        var entities = Enumerable.Range(0, 8).Select(number => Add(Repositories, new() { ["name"] = $"{number}" })).ToList();

        await Parallel.ForEachAsync(Enumerable.Range(0, 2000), (turn, _) =>
        {
            entities[turn % 8].Replace(new JsonObject { ["name"] = $"{turn / 8}" }, DateTime.UtcNow);
            return ValueTask.CompletedTask;
        });

        var names = Enumerable.Range(0, 2000).Select(turn => $"{turn}").ToArray();
        var found = Keys(names).SelectMany(key => _table.Find(key).Select(entity => (entity, key.Value))).ToList();
        Assert.Equal(8, found.Count);
        Assert.All(found, pair => Assert.Equal(pair.Value, pair.entity.Text("name")));
    }

    private static IEnumerable<EntityKey> Keys(params string[] names) =>
        names.SelectMany(
            name => new[]
            {
                new EntityKey("repositories", "name", name),
                new EntityKey("distributions", "name", name),
                new EntityKey("distributions", "base_path", name),
            });

    private Entity Add(EntityType type, JsonObject fields, string? id = null, int age = 0)
    {
        var entity = new Entity(type, id ?? Guid.CreateVersion7().ToString(), DateTime.UtcNow.AddMinutes(-age), fields);
        _table.Add(entity);
        return entity;
    }
}
