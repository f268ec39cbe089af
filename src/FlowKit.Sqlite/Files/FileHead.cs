using System.Buffers.Binary;
using FlowKit.Errors;

namespace FlowKit.Sqlite.Files;

/// <summary>
/// Looks at the first bytes of a file before SQLite touches it, so that a file that is no store, or one of a newer FlowKit, is left as it is.
/// </summary>
internal static class FileHead
{
    private const int Length = 100;
    private const int VersionAt = 60;
    private const int ApplicationAt = 68;

    /// <summary>True when there is a store; false when there is no file or an empty one.</summary>
    /// <exception cref="FlowException">
    /// <see cref="FlowErrorCodes.StoreForeign"/>, <see cref="FlowErrorCodes.StoreNewer"/>, <see cref="FlowErrorCodes.StoreUnreachable"/>.
    /// </exception>
    public static bool HoldsStore(string path)
    {
        var head = Read(path);
        if (head.Length == 0)
        {
            return false;
        }

        if (head.Length < Length || !head.AsSpan().StartsWith("SQLite format 3\0"u8) ||
            BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(ApplicationAt)) != SchemaScript.ApplicationId)
        {
            throw new FlowException(FlowErrorCodes.StoreForeign, $"The file '{path}' is no store of FlowKit; it was not changed.");
        }

        RefuseNewer(path, BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(VersionAt)));
        return true;
    }

    public static void RefuseNewer(string path, long version)
    {
        if (version > SchemaScript.Version)
        {
            throw new FlowException(
                FlowErrorCodes.StoreNewer,
                $"The store '{path}' has schema {version}, this FlowKit knows up to {SchemaScript.Version}; the store was not changed. Update FlowKit.");
        }
    }

    private static byte[] Read(string path)
    {
        try
        {
            if (!File.Exists(path))
            {
                return Directory.Exists(path) ? throw new IOException("It is a folder.") : [];
            }

            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var head = new byte[Length];
            return head[..file.ReadAtLeast(head, Length, throwOnEndOfStream: false)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw StoreLock.Unreachable(path, exception);
        }
    }
}
