namespace FlowKit.Core.Tests.Fuzzing;

/// <summary>Bytes as a failing disk, a cut-off write or an attacker leaves them.</summary>
internal static class ByteDamage
{
    private const int MostLength = 20_000;

    public static byte[] Make(byte[] bytes, Random random)
    {
        var at = random.Next(bytes.Length + 1);
        var length = Math.Min(random.Next(1, 20), bytes.Length - at);
        var made = random.Next(9) switch
        {
            0 => bytes[..at],
            1 => [.. bytes[..at], (byte)random.Next(256), .. bytes[at..]],
            2 => [.. bytes[..at], .. bytes[(at + length)..]],
            3 => [.. bytes, .. bytes],
            4 => [.. bytes[..at], 0xFF, 0xFF, 0xFF, 0xFF, 0x07, .. bytes[at..]],
            5 => [.. bytes[..at], .. Enumerable.Repeat((byte)random.Next(12), random.Next(400)), .. bytes[at..]],
            6 => [.. bytes[..at], .. bytes[random.Next(at + 1)..]],
            _ => Flip(bytes, random),
        };
        return made.Length > MostLength ? made[..MostLength] : made;
    }

    private static byte[] Flip(byte[] bytes, Random random)
    {
        var flipped = bytes.ToArray();
        for (var flips = random.Next(1, 4); flips > 0 && flipped.Length > 0; flips--)
        {
            flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
        }

        return flipped;
    }
}
