using System.Text;
using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Values;

namespace FlowKit.Http;

/// <summary>The address of a call: the resource with its query, the input's query, and the two ids the engine adds.</summary>
internal static class RequestAddress
{
    public static Uri Of(DispatchRequest request, FlowValue query)
    {
        var resource = request.Resource.Split('#', 2)[0];
        var text = new StringBuilder(resource.Contains("://", StringComparison.Ordinal) ? resource : $"{request.Protocol}://{resource}");
        var separator = !resource.Contains('?', StringComparison.Ordinal) ? '?' : resource[^1] is '?' or '&' ? '\0' : '&';

        foreach (var (name, value) in WithIds(request, query))
        {
            if (separator != '\0')
            {
                text.Append(separator);
            }

            text.Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
            separator = '&';
        }

        return Uri.TryCreate(text.ToString(), UriKind.Absolute, out var address) && IsHttp(address) && address.Host.Length > 0
            ? address
            : throw new HttpFaultException(
                FlowErrorCodes.HttpAddressInvalid,
                $"The resource of task '{request.Task}' is no http or https URL. Write resourceName: http://host/path.");
    }

    private static bool IsHttp(Uri address) => address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps;

    // A value the flow gives wins over the engine's, as with headers: "name" is a common word.
    private static IEnumerable<(string Name, string Value)> WithIds(DispatchRequest request, FlowValue query)
    {
        foreach (var (name, value) in query.Members)
        {
            yield return (name, PlainText.Of(value));
        }

        if (query["execution_id"].IsMissing)
        {
            yield return ("execution_id", request.ExecutionId);
        }

        if (query["name"].IsMissing)
        {
            yield return ("name", request.Task);
        }
    }
}
