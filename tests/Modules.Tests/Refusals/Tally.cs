// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Tests.Refusals;

/// <summary>The counts of one entity, a line of the table.</summary>
internal sealed class Tally(string entity)
{
    public const string Heading =
        "entity                     refused: foreseen   accepted: taken   of these converge   not a value of an option";

    public int Refused { get; set; }

    public int Foreseen { get; set; }

    public int Accepted { get; set; }

    public int Taken { get; set; }

    public int Converge { get; set; }

    public int NoOption { get; set; }

    public override string ToString() =>
        $"{entity,-26} {Foreseen,8} of {Refused,4} {Taken,10} of {Accepted,4} {Converge,13} of {Taken,4} {NoOption,18}";

    public void Add(Tally other)
    {
        (Refused, Foreseen, Accepted) = (Refused + other.Refused, Foreseen + other.Foreseen, Accepted + other.Accepted);
        (Taken, Converge, NoOption) = (Taken + other.Taken, Converge + other.Converge, NoOption + other.NoOption);
    }
}
