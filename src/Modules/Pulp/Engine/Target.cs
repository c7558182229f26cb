namespace Modules.Pulp.Engine;

/// <summary>What a reference by name points into.</summary>
/// <param name="Path">The collection below the API's path.</param>
/// <param name="Noun">What people call one.</param>
internal sealed record Target(string Path, string Noun)
{
    public static readonly Target ContentGuard = new("contentguards/", "content guard");

    public static implicit operator Target(Entity entity) => Of(entity);

    public static Target Of(Entity entity) => new(entity.Path, entity.Noun);
}
