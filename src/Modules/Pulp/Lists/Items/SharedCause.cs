// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Pulp.Lists.Items;

/// <summary>Why several items failed: whatever the words are that each of them says it with, it is told once.</summary>
internal sealed class SharedCause;
