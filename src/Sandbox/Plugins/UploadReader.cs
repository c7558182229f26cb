// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Blobs;
using Sandbox.Store;
using Sandbox.Tasks;
using Sandbox.Versions;

namespace Sandbox.Plugins;

/// <summary>Makes a content unit of an uploaded file and the fields that came with it.</summary>
internal delegate Task<ContentUnit> UploadReader(PulpStore store, Artifact artifact, JsonObject fields, TaskContext task);
