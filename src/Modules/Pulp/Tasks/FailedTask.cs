namespace Modules.Pulp.Tasks;

/// <summary>The cause of a failure: Pulp took a task and could not do it.</summary>
/// <param name="Href">The task.</param>
/// <param name="Why">In Pulp's words.</param>
internal sealed record FailedTask(string? Href, string Why);
