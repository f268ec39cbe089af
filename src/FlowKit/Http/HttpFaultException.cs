using FlowKit.Errors;

namespace FlowKit.Http;

/// <summary>Ends a call that cannot be made, or must not go on, with a failure that another attempt would only repeat.</summary>
internal sealed class HttpFaultException(string code, string message) : FlowException(code, message);
