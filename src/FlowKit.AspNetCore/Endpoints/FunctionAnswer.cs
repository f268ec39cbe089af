using System.Globalization;
using System.Text;
using FlowKit.Callbacks;
using FlowKit.Values;

namespace FlowKit.AspNetCore.Endpoints;

/// <summary>
/// The body of a callback. A serverless gateway posts the answer of the function as it was, and says with <c>X-Function-Status</c> how the call
/// went: it need not be JSON, and a failing status fails the task.
/// </summary>
internal static class FunctionAnswer
{
    private const string StatusHeader = "X-Function-Status";

    public static async ValueTask<(FlowValue Body, CallbackStatus Status)> ReadAsync(EndpointCall call, CallbackStatus status)
    {
        var limit = call.Engine.Options.RunLimits.CallbackBytes;
        var says = call.Request.Headers[StatusHeader].ToString();
        if (!int.TryParse(says, NumberStyles.None, CultureInfo.InvariantCulture, out var code))
        {
            return (await RequestBody.ReadJsonAsync(call, limit).ConfigureAwait(false), status);
        }

        var failed = code is < 200 or >= 300 && status == CallbackStatus.Unspecified;
        var bytes = await RequestBody.ReadAsync(call, limit).ConfigureAwait(false);
        return (ValueOf(bytes.Span, call.Request.ContentType), failed ? CallbackStatus.Failed : status);
    }

    private static FlowValue ValueOf(ReadOnlySpan<byte> bytes, string? contentType)
    {
        if (bytes.IsEmpty)
        {
            return default;
        }

        var isText = contentType?.StartsWith("text/", StringComparison.OrdinalIgnoreCase) == true;
        return isText ? Encoding.UTF8.GetString(bytes) : RequestBody.Parse(bytes, "The body");
    }
}
