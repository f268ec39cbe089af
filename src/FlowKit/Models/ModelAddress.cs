using FlowKit.Errors;
using FlowKit.Http;

namespace FlowKit.Models;

/// <summary>The address of a service: a base URL with a path appended. A query of the base URL stays.</summary>
internal static class ModelAddress
{
    /// <exception cref="HttpFaultException">The input names a base URL that is none.</exception>
    public static Uri Of(ModelInput input, Uri fallback, string path)
    {
        var address = new UriBuilder(input.TextOrNull("base_url") is { } written ? Read(written, input.Task) : fallback) { Fragment = string.Empty };
        address.Path = $"{address.Path.TrimEnd('/')}/{path}";
        return address.Uri;
    }

    public static bool IsHttp(Uri address) =>
        address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps) && address.Host.Length > 0;

    private static Uri Read(string written, string task) =>
        Uri.TryCreate(written.Trim(), UriKind.Absolute, out var address) && IsHttp(address)
            ? address
            : throw new HttpFaultException(
                FlowErrorCodes.HttpAddressInvalid, $"The 'base_url' of task '{task}' is no http or https URL. Write one such as http://host/v1.");
}
