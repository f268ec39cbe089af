using System.Security.Cryptography;
using System.Text;
using FlowKit.Descriptors;
using FlowKit.Errors;
using FlowKit.Reading;
using FlowKit.Validation;
using FlowKit.Yaml;
using FlowKit.Yaml.Writing;

namespace FlowKit;

/// <summary>
/// Reads flows written in YAML or JSON. Bad text never throws here, unless a method says so: it gives diagnostics with their places.
/// </summary>
public static class FlowYaml
{
    private const int FingerprintBytes = 16;
    private const int HashedAtOnce = 4096;

    /// <summary>
    /// The flow of a text and what is wrong with its form: syntax, types, unknown fields and words. The rules of the language are
    /// <see cref="Check(string, string?, FlowValidationOptions?)"/>'s and <see cref="FlowValidator"/>'s.
    /// </summary>
    /// <param name="text">YAML or JSON; one document.</param>
    /// <param name="file">The name that diagnostics show. One that ends in <c>.json</c> says the text is JSON; else both are tried.</param>
    /// <param name="limits">How large the text may be; null for the defaults.</param>
    public static FlowReading Read(string text, string? file = null, FlowLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var findings = new Findings();
        var flow = Read(text, file, limits, findings);
        return new(flow, findings.Ordered());
    }

    /// <summary>The same for a file in UTF-8. A file that cannot be opened is a diagnostic too.</summary>
    public static FlowReading ReadFile(string path, FlowLimits? limits = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var findings = new Findings();
        var text = FlowFile.Read(path, (limits ?? new()).DescriptorBytes, findings);
        var flow = text is null ? null : Read(text, path, limits, findings);
        return new(flow, findings.Ordered());
    }

    /// <summary>Reads and validates: everything that is wrong with a flow, at once, ordered by place.</summary>
    /// <param name="text">YAML or JSON; one document.</param>
    /// <param name="file">As for <see cref="Read(string, string?, FlowLimits?)"/>.</param>
    /// <param name="options">What else the flow is held against; null for the defaults.</param>
    public static FlowReading Check(string text, string? file = null, FlowValidationOptions? options = null) =>
        Check(Read(text, file, options?.Limits), options);

    /// <summary>The same for a file in UTF-8. A file that cannot be opened is a diagnostic too.</summary>
    public static FlowReading CheckFile(string path, FlowValidationOptions? options = null) =>
        Check(ReadFile(path, options?.Limits), options);

    /// <summary>A flow that can be run.</summary>
    /// <exception cref="FlowRefusedException">The text has errors; the exception carries all of them, and the warnings.</exception>
    public static FlowDescriptor Load(string text, string? file = null, FlowValidationOptions? options = null) =>
        Accepted(Check(text, file, options));

    /// <summary>The same for a file in UTF-8.</summary>
    /// <exception cref="FlowRefusedException">
    /// The file cannot be opened or has errors; the exception carries all of them, and the warnings.
    /// </exception>
    public static FlowDescriptor LoadFile(string path, FlowValidationOptions? options = null) => Accepted(CheckFile(path, options));

    /// <summary>
    /// The flow as YAML, however it was made: reading that gives an equal descriptor, places and text aside. What is as it would be without
    /// being written is left out, and short forms are written out.
    /// </summary>
    /// <exception cref="ArgumentException">The flow holds what no YAML can: half a surrogate pair, or a number that is not finite.</exception>
    public static string Write(FlowDescriptor flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        return YamlText.Of(FlowBlock.Of(flow));
    }

    /// <summary>A flow built in code with the text it would be read from, which a store can keep.</summary>
    internal static FlowDescriptor WithText(FlowDescriptor flow) => Known(flow, Write(flow))!;

    /// <summary>Reads a text that was read before, as <see cref="FlowTextReader"/> says.</summary>
    internal static FlowDescriptor ReadKept(string text) => Accepted(Read(text, file: null, new FlowLimits { DescriptorBytes = int.MaxValue }));

    private static FlowDescriptor? Read(string text, string? file, FlowLimits? limits, Findings findings) =>
        FlowSource.ReadOne(text, file, (limits ?? new()).DescriptorBytes, findings) is { } document
            ? Known(FlowReader.Read(document.Root, document.Place, findings), text)
            : null;

    private static FlowDescriptor? Known(FlowDescriptor? flow, string text) =>
        flow is null ? null : flow with { Text = text, Fingerprint = FingerprintOf(text), Reader = ReadKept };

    // Executions that outlive the process find the text they began with by it, and no other.
    private static string FingerprintOf(string text)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var encoder = Encoding.UTF8.GetEncoder();
        Span<byte> bytes = stackalloc byte[HashedAtOnce];

        // Piece by piece: the bytes of a large text at once would be memory of the most expensive kind.
        for (var left = text.AsSpan(); !left.IsEmpty;)
        {
            encoder.Convert(left, bytes, flush: true, out var read, out var written, out _);
            hash.AppendData(bytes[..written]);
            left = left[read..];
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, FingerprintBytes));
    }

    private static FlowReading Check(FlowReading reading, FlowValidationOptions? options) => reading.Flow is { } flow
        ? new(flow, DiagnosticOrder.Merge(reading.Diagnostics, FlowValidator.Validate(flow, options)))
        : reading;

    private static FlowDescriptor Accepted(FlowReading reading) =>
        reading.HasErrors ? throw new FlowRefusedException(reading.Diagnostics) : reading.Flow!;
}
