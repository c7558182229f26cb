// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Store;
using Sandbox.Versions;

namespace Sandbox.Plugins;

/// <summary>What a repository needs beside an uploaded unit; asks the store, which may hold some of it already.</summary>
internal delegate IEnumerable<ContentUnit> Companions(PulpStore store, ContentUnit unit, JsonObject fields);
