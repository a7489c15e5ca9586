import type { Device } from '@/api/manage';

export interface DeviceDraft {
  deviceName: string;
  deviceType: string;
  deviceModel: string;
  deviceSn: string;
  deviceMac: string;
  openRoomId: string;
  shareCode: string;
  controlsDeviceUnionId: string;
}

export const draftOf = (device: Partial<Device>): DeviceDraft => ({
  deviceName: device.deviceName ?? '',
  deviceType: device.deviceType ?? '',
  deviceModel: device.deviceModel ?? '',
  deviceSn: device.deviceSn ?? '',
  deviceMac: device.deviceMac ?? '',
  openRoomId: device.openRoomId ?? '',
  shareCode: device.shareCode ?? '',
  controlsDeviceUnionId: device.controlsDeviceUnionId ?? '',
});

export const SHOWN = Object.keys(draftOf({}));
