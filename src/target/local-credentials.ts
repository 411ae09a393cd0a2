/** For Kelvin's emulator, which takes any signature where it demands none: so nobody has to make them up. */
export const LOCAL_CREDENTIALS = { accessKeyId: 'kelvin', secretAccessKey: 'kelvin' } as const;
