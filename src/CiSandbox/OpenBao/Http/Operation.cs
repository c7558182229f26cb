// SPDX-License-Identifier: GPL-3.0-or-later
namespace CiSandbox.OpenBao.Http;

/// <summary>What a method means here.</summary>
internal enum Operation
{
    /// <summary>GET.</summary>
    Read,

    /// <summary>POST and PUT.</summary>
    Write,

    /// <summary>PATCH.</summary>
    Patch,

    /// <summary>DELETE.</summary>
    Delete,

    /// <summary>LIST, and GET with list=true.</summary>
    List,
}
