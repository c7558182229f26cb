namespace Modules.Pulp.Engine;

/// <summary>What a reference by name points into.</summary>
/// <param name="Path">The collection below the API's path.</param>
/// <param name="Noun">What people call one.</param>
internal sealed record Target(string Path, string Noun)
{
    /// <summary>The API field that the name is a value of.</summary>
    public string Key { get; init; } = "name";

    public static readonly Target ContentGuard = new("contentguards/", "content guard");

    /// <summary>A repository of any kind; their names are unique over all of them.</summary>
    public static readonly Target Repository = new("repositories/", "repository");

    public static implicit operator Target(Entity entity) => Of(entity);

    public static Target Of(Entity entity) => new(entity.Path, entity.Noun);
}
