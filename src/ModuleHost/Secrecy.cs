// SPDX-License-Identifier: GPL-3.0-or-later
namespace ModuleHost;

/// <summary>How far an argument's value is hidden.</summary>
public enum Secrecy
{
    /// <summary>Shown as it is.</summary>
    Open,

    /// <summary>Hidden where it is an argument or the field it sets, but not searched for in other text: a user name
    /// such as <c>stackhpc</c> is part of too many repository names.</summary>
    Named,

    /// <summary>A dictionary, or a list of dictionaries, that anybody fills with anything: each entry by its name and by what it
    /// holds, see <see cref="Secrets.SecretEntries"/>. An entry that is secret is hidden wherever it occurs.</summary>
    Entries,

    /// <summary>Hidden wherever it occurs in the answer, see <see cref="Secrets.Redactor"/>.</summary>
    Secret,
}
