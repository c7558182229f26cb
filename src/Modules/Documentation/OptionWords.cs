// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;

namespace Modules.Documentation;

/// <summary>An option as its page has it.</summary>
/// <param name="Argument">Its facts.</param>
/// <param name="Sentences">What is said of it, by a person and from its facts.</param>
/// <param name="Inside">The options inside it; null where it has none.</param>
internal sealed record OptionWords(Argument Argument, IReadOnlyList<string> Sentences, IReadOnlyList<OptionWords>? Inside);
