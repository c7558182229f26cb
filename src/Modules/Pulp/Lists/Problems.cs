using ModuleHost;

namespace Modules.Pulp.Lists;

/// <summary>What is wrong with a list, collected over all items before anything is written.</summary>
internal sealed class Problems
{
    private readonly List<string> _found = [];

    public void Add(Item item, string problem) => _found.Add($"{item.Label}: {problem}");

    /// <summary>Runs a part of the planning and notes what it complains of.</summary>
    public async Task<T?> GuardAsync<T>(Item item, Func<Task<T>> plan)
        where T : class
    {
        try
        {
            return await plan();
        }
        catch (ModuleException problem)
        {
            Add(item, problem.Message);
            return null;
        }
    }

    /// <param name="consequence">What does not happen because of them.</param>
    /// <exception cref="ModuleException">There are any.</exception>
    public void Throw(string consequence = "Nothing was changed")
    {
        if (_found.Count > 0)
        {
            throw new ModuleException(
                (_found.Count == 1 ? $"{consequence}, since the list has a problem. " : $"{consequence}, since the list has {_found.Count} problems. ")
                + string.Join(" | ", _found));
        }
    }

    /// <summary>Notes items that claim the same thing.</summary>
    public void Doubles(IEnumerable<Item> items, Func<Item, string?> claim, string what)
    {
        foreach (var group in items.Where(item => claim(item) is not null).GroupBy(item => claim(item)!).Where(group => group.Count() > 1))
        {
            var all = group.ToList();
            Add(all[1], $"{what} '{group.Key}' is in the list {all.Count} times: {string.Join(", ", all.Select(item => $"{item.Family.Name}[{item.Index}] '{item.Name}'"))}. Give each once.");
        }
    }
}
