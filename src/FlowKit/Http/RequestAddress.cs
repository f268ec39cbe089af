using System.Globalization;
using System.Runtime.CompilerServices;
using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Values;

namespace FlowKit.Http;

/// <summary>The address of a call: the resource with its query, the input's query, and the two ids the engine adds.</summary>
internal static class RequestAddress
{
    private const int UsualLength = 256;

    public static Uri Of(DispatchRequest request, FlowValue query) =>
        Uri.TryCreate(TextOf(request, query), UriKind.Absolute, out var address) && IsHttp(address) && address.Host.Length > 0
            ? address
            : throw new HttpFaultException(
                FlowErrorCodes.HttpAddressInvalid,
                $"The resource of task '{request.Task}' is no http or https URL. Write resourceName: http://host/path.");

    private static bool IsHttp(Uri address) => address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps;

    private static string TextOf(DispatchRequest request, FlowValue query)
    {
        var resource = request.Resource.AsSpan();
        var fragment = resource.IndexOf('#');
        resource = fragment < 0 ? resource : resource[..fragment];
        var text = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture, stackalloc char[UsualLength]);
        if (!resource.Contains("://", StringComparison.Ordinal))
        {
            text.AppendLiteral(request.Protocol);
            text.AppendLiteral("://");
        }

        text.AppendFormatted(resource);
        var separator = !resource.Contains('?') ? "?" : resource[^1] is '?' or '&' ? string.Empty : "&";
        if (query.Count > 0)
        {
            foreach (var (name, value) in query.Members)
            {
                Append(ref text, ref separator, name, PlainText.Of(value));
            }
        }

        // A value the flow gives wins over the engine's, as with headers: "name" is a common word.
        if (query["execution_id"].IsMissing)
        {
            Append(ref text, ref separator, "execution_id", request.ExecutionId);
        }

        if (query["name"].IsMissing)
        {
            Append(ref text, ref separator, "name", request.Task);
        }

        return text.ToStringAndClear();
    }

    private static void Append(ref DefaultInterpolatedStringHandler text, ref string separator, string name, string value)
    {
        text.AppendLiteral(separator);
        AppendEscaped(ref text, name);
        text.AppendLiteral("=");
        AppendEscaped(ref text, value);
        separator = "&";
    }

    private static void AppendEscaped(ref DefaultInterpolatedStringHandler text, string value)
    {
        Span<char> room = stackalloc char[UsualLength];
        if (Uri.TryEscapeDataString(value, room, out var written))
        {
            text.AppendFormatted(room[..written]);
        }
        else
        {
            text.AppendLiteral(Uri.EscapeDataString(value));
        }
    }
}
