using System.Globalization;
using FlowKit.Errors;

namespace FlowKit.Mapping;

/// <summary>A text is no JSONPath, or evaluating one met a bound: <see cref="FlowException.Code"/> says which.</summary>
public sealed class JsonPathException : FlowException
{
    internal JsonPathException(JsonPathFault fault)
        : base(fault.Code, string.Create(CultureInfo.InvariantCulture, $"JSONPath, position {fault.Position}: {fault.Message}.")) =>
        Fault = fault;

    internal JsonPathException(string code, string message)
        : base(code, message) => Fault = new(code, 0, message);

    /// <summary>The fault without words around it.</summary>
    public JsonPathFault Fault { get; }

    /// <summary>Where in the path's text, in UTF-16 units from 0; 0 for a bound met while evaluating.</summary>
    public int Position => Fault.Position;
}
